"""What the store refuses, and why.

StoreError
├── NotFoundError             no such row, or it belongs to another tenant (the two look alike on purpose)
├── ConflictError             the row is in a state that does not allow this
├── InvalidCursorError        a cursor that we did not hand out
├── IdempotencyMismatchError  the same Idempotency-Key with another request
└── StoreUnavailableError     the database cannot be reached, or is locked: try again
"""

from __future__ import annotations

from grader.errors import GraderError


class StoreError(GraderError):
    """Base of what the store refuses."""


class NotFoundError(StoreError):
    """There is no such row for this tenant."""

    def __init__(self, kind: str, name: str) -> None:
        self.kind = kind
        self.name = name
        super().__init__(f"there is no {kind} {name!r}")


class ConflictError(StoreError):
    """The row is in a state that does not allow this."""


class InvalidCursorError(StoreError):
    """The cursor was not handed out by this service."""

    def __init__(self) -> None:
        super().__init__("the cursor is not one that this service handed out: start again without one")


class IdempotencyMismatchError(StoreError):
    """An Idempotency-Key came back with another request."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the Idempotency-Key {key!r} was used for a different request: send a new key")


class StoreUnavailableError(StoreError):
    """The database cannot be reached or is locked for too long; the same request may succeed later."""
