"""The HTTP side of the service, under /v1.

    application     puts it all together: `create_app`
    gate            no key, no entry; and what a key may do
    limits          how much a caller may ask for
    problems        every error as problem+json
    answering       JSON, and answers remembered under an Idempotency-Key
    live            waiting and following, without holding a thread or a connection
    submissions, exercises, rejudgings, deliveries, keys, care, operations      the endpoints
    documentation   the OpenAPI document
    reference       docs/api.md, made from it

Endpoints are thin: they ask the store within one transaction and render rows. Those that wait are coroutines; the others run
in pool threads, because the store's sessions block.
"""

from __future__ import annotations

from grader.api.application import create_app, openapi_document

__all__ = ["create_app", "openapi_document"]
