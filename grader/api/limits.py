"""How much a caller may ask for: bodies' sizes, token buckets, and the queue's length.

Buckets live in this process and are used on its event loop only, so they need no lock. Several API processes count apart.
The headers are those of draft-ietf-httpapi-ratelimit-headers.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import Message, Receive

from grader.api.problems import QUEUE_FULL, RATE_LIMITED, TOO_LARGE, Problem
from grader.archives import ARCHIVE_BYTES
from grader.schemas.values import PROGRAM_BYTES

#: JSON may write one character as six; then there is the rest of the body.
_PROGRAM_BODY_BYTES = 6 * PROGRAM_BYTES + (64 << 10)
#: Reading JSON holds up every other request for as long as it takes.
_BATCH_BODY_BYTES = 16 << 20
#: The largest body of an endpoint that is not named above.
_BODY_BYTES = 64 << 10

_LENGTH_DIGITS = 18
_WINDOW_S = 60
_MOST_BUCKETS = 50_000
#: How long a count of the queue is believed, seconds.
_COUNT_TRUSTED_S = 0.5
#: When to come back while the queue is full, seconds.
_QUEUE_FULL_S = 10


def body_limit(path: str) -> int:
    """The largest body that an endpoint takes, in bytes."""
    if path == "/v1/submissions":
        return _PROGRAM_BODY_BYTES
    if path == "/v1/submissions/batch":
        return _BATCH_BODY_BYTES
    return ARCHIVE_BYTES if path.startswith("/v1/exercises/") else _BODY_BYTES


def bounded_receive(receive: Receive, headers: Headers, limit: int) -> Receive:
    """The same body, as far as it is not too large; its length is looked at first, then its bytes are counted.

    Raises:
        Problem: its length is too large. The endpoint that reads further than the limit gets HTTPException 413.
    """
    length = headers.get("content-length", "")
    if length.isdigit() and int(length[:_LENGTH_DIGITS]) > limit:
        # The rest is not read, so the connection is of no use any more.
        raise Problem(TOO_LARGE, f"send at most {limit} bytes", headers={"connection": "close"})
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > limit:
            raise HTTPException(TOO_LARGE.status, headers={"connection": "close"})
        return message

    return counted


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class RateLimit:
    """At most `per_minute` tokens a minute for each subject, saved up to one minute's worth.

    Args:
        name: as shown in the headers.
    """

    def __init__(self, name: str, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = name
        self.per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[tuple[str, ...], _Bucket] = OrderedDict()

    def charge(self, *subject: str, tokens: int = 1) -> dict[str, str]:
        """Take tokens of one subject; returns the headers that say what is left.

        Raises:
            Problem: there are too few; nothing was taken.
        """
        return self.charge_each({subject: tokens})

    def charge_each(self, wanted: Mapping[tuple[str, ...], int]) -> dict[str, str]:
        """Take tokens of several subjects, all or none; returns the headers that say what is left of the last one.

        More tokens than a minute's worth are taken as a minute's worth, so that nothing is refused for ever.

        Raises:
            Problem: one of them has too few; nothing was taken.
        """
        taken = [(self._bucket(subject), min(tokens, self.per_minute)) for subject, tokens in wanted.items()]
        for bucket, tokens in taken:
            if bucket.tokens < tokens:
                raise self._refusal(bucket, tokens)
        headers: dict[str, str] = {}
        for bucket, tokens in taken:
            bucket.tokens -= tokens
            headers = self._headers(bucket)
        return headers

    def _refusal(self, bucket: _Bucket, tokens: int) -> Problem:
        seconds = max(1, math.ceil((tokens - bucket.tokens) * _WINDOW_S / self.per_minute))
        return Problem(
            RATE_LIMITED,
            f"at most {self.per_minute} a minute ({self.name}): wait {seconds} seconds",
            headers=self._headers(bucket) | {"retry-after": str(seconds)},
            quota=self.name,
        )

    def _bucket(self, subject: tuple[str, ...]) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.get(subject)
        if bucket is None:
            bucket = self._buckets[subject] = _Bucket(self.per_minute, now)
            if len(self._buckets) > _MOST_BUCKETS:
                # The one unused for longest is full again, or nearly.
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end(subject)
            earned = (now - bucket.at) * self.per_minute / _WINDOW_S
            bucket.tokens = min(self.per_minute, bucket.tokens + earned)
            bucket.at = now
        return bucket

    def _headers(self, bucket: _Bucket) -> dict[str, str]:
        left = int(bucket.tokens)
        full_in = math.ceil((self.per_minute - bucket.tokens) * _WINDOW_S / self.per_minute)
        return {
            "ratelimit-policy": f'"{self.name}";q={self.per_minute};w={_WINDOW_S}',
            "ratelimit": f'"{self.name}";r={left};t={full_in}',
        }


class QueueGauge:
    """Refuses work while the queue is full. The queue is counted now and then; what is added meanwhile is added up.

    Args:
        limit: waiting live submissions from which new ones are refused.
    """

    def __init__(self, limit: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._waiting = 0
        self._counted_at = float("-inf")

    def is_stale(self) -> bool:
        """Whether the queue should be counted again."""
        return self._clock() - self._counted_at >= _COUNT_TRUSTED_S

    @property
    def count_to(self) -> int:
        """As far as counting is of use."""
        return self._limit + 1

    def note_count(self, waiting: int) -> None:
        """Take a fresh count."""
        self._waiting = waiting
        self._counted_at = self._clock()

    def admit(self, programs: int) -> None:
        """Let so many programs in.

        Raises:
            Problem: the queue is full; nothing was let in.
        """
        if self._waiting >= self._limit:
            raise Problem(
                QUEUE_FULL,
                f"{self._limit} submissions wait already: nothing was stored, try again in {_QUEUE_FULL_S} seconds",
                headers={"retry-after": str(_QUEUE_FULL_S)},
            )
        self._waiting += programs
