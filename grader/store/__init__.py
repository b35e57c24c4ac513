"""The store: the only SQL, the only commit.

    database        the engine and the one context that commits
    tenants         tenants and keys
    exercises       exercises, their versions and files
    submissions     programs as they were sent, and what counts of them
    attempts        leases, fencing, finishing exactly once
    queue           what waits, what must be sent again
    rejudgings      sets of new attempts: run, inspect, apply or cancel
    interventions   override, retry, erasure
    deliveries      webhook messages, tries, signing secrets
    idempotency     answers remembered under a client's key
    events          what happened to a submission, in order
    fleet           worker processes, duties, what a deployment agrees on
    audit           who changed what, and why

Functions take a session from `Database.transaction()` or `Database.reading()` and never commit. They return model rows,
which stay readable after the commit, or small frozen classes.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from grader.store.database import Database, Outgoing
from grader.store.errors import (
    ConflictError,
    IdempotencyMismatchError,
    InvalidCursorError,
    NotFoundError,
    StoreError,
    StoreUnavailableError,
)
from grader.store.paging import Page

__all__ = [
    "ConflictError",
    "Database",
    "IdempotencyMismatchError",
    "InvalidCursorError",
    "NotFoundError",
    "Outgoing",
    "Page",
    "Session",
    "StoreError",
    "StoreUnavailableError",
]
