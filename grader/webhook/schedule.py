"""When to try again, after Standard Webhooks: ten tries over three days, with jitter."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

_MINUTE_S = 60.0
_HOUR_S = 3600.0
#: Pauses after the first try, the second, ..., seconds. After the last of them follows one more try.
PAUSES_S = (
    5.0,
    5 * _MINUTE_S,
    30 * _MINUTE_S,
    2 * _HOUR_S,
    5 * _HOUR_S,
    10 * _HOUR_S,
    14 * _HOUR_S,
    20 * _HOUR_S,
    24 * _HOUR_S,
)
#: A pause is made longer by up to this part of it, so that what failed together is not tried again together.
_JITTER = 0.2
_LONGEST_PAUSE_S = 24 * _HOUR_S
_RANDOM_STEPS = 1 << 20


def pause_s(tries_before: int, *, asked_s: float = 0.0) -> float | None:
    """Seconds until the next try, after one that failed; None to give up.

    Args:
        tries_before: tries made before the one that failed.
        asked_s: what the receiver asked for in `Retry-After`.
    """
    if tries_before >= len(PAUSES_S):
        return None
    planned = max(PAUSES_S[tries_before], min(asked_s, _LONGEST_PAUSE_S))
    return planned * (1 + _JITTER * secrets.randbelow(_RANDOM_STEPS) / _RANDOM_STEPS)


def next_try(status: int | None, tries_before: int, *, now: datetime, retry_after: str | None) -> datetime | None:
    """The instant of the next try, from how this one ended; None if there is none to come.

    Args:
        status: the answer's status code; None if none came.
        retry_after: the answer's header, if any.
    """
    if status is not None and (HTTPStatus(200) <= status < HTTPStatus(300) or status == HTTPStatus.GONE):
        return None
    pause = pause_s(tries_before, asked_s=seconds_asked(retry_after, now))
    return None if pause is None else now + timedelta(seconds=pause)


def seconds_asked(retry_after: str | None, now: datetime) -> float:
    """What a `Retry-After` header asks for, in seconds; 0 for one that is missing or cannot be read."""
    if retry_after is None:
        return 0.0
    if retry_after.isascii() and retry_after.isdigit():
        # More digits than this are no number of seconds that anyone means.
        return float(retry_after[:9])
    try:
        at = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return max(0.0, (at - now).total_seconds())
