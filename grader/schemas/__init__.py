"""What goes over the wire: what requests must look like, what answers look like, and how rows become answers.

values      the small types: slugs, opaque ids, instants, programs as text or bytes
requests    bodies of requests
answers     bodies of answers, for the OpenAPI document
rendering   rows of the store as answers
"""
