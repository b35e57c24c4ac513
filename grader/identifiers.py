"""Identifiers of rows: a prefix that says what it is, then a time, then 80 random bits.

They sort by the moment they were made, so that an identifier is also a place in a list, and nobody guesses one.
"""

from __future__ import annotations

import secrets
import time

#: Crockford's base 32: no letter that reads like a digit, and it sorts like the number it stands for.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TIME_DIGITS = 10
_RANDOM_DIGITS = 16
_RANDOM_BITS = 80


def _base32(number: int, digits: int) -> str:
    places = []
    for _ in range(digits):
        number, place = divmod(number, 32)
        places.append(_ALPHABET[place])
    return "".join(reversed(places))


def new_id(prefix: str) -> str:
    """A new identifier such as `sub_01K9...`: `prefix`, the Unix time in milliseconds, 80 random bits."""
    now = time.time_ns() // 1_000_000
    return f"{prefix}_{_base32(now, _TIME_DIGITS)}{_base32(secrets.randbits(_RANDOM_BITS), _RANDOM_DIGITS)}"


def new_ids(prefix: str, count: int) -> list[str]:
    """`count` new identifiers that sort in the order of the list, even those of one millisecond."""
    now = time.time_ns() // 1_000_000
    start = secrets.randbits(_RANDOM_BITS - 1)
    stem = f"{prefix}_{_base32(now, _TIME_DIGITS)}"
    return [stem + _base32(start + step, _RANDOM_DIGITS) for step in range(count)]
