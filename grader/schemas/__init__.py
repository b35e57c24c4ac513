"""What goes over the wire: what requests must look like, what answers look like, and how rows become answers.

values      the small types: slugs, opaque ids, instants, programs as text or bytes
requests    bodies of requests
answers     bodies of answers, for the OpenAPI document
examples    one of each, for the same
rendering   rows of the store as answers
"""
