"""Text from outside, made safe to store.

PostgreSQL refuses NUL, UTF-8 refuses lone surrogates, and control characters attack terminals. Standard library only.
"""

from __future__ import annotations

import re
from typing import Any

#: C0 controls but tab, newline and carriage return; DEL and C1; lone surrogates.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def clean_text(text: str, limit: int | None = None) -> str:
    """`text` with NUL, control characters and lone surrogates replaced by U+FFFD, cut to `limit` characters."""
    cleaned = _UNSTORABLE.sub(_REPLACEMENT, text)
    return cleaned if limit is None else cleaned[:limit]


def clean_optional(text: str | None, limit: int | None = None) -> str | None:
    """Like `clean_text`; None stays None."""
    return None if text is None else clean_text(text, limit)


def clean_json(value: Any) -> Any:
    """A JSON value with every string in it cleaned, keys included."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean_text(str(key)): clean_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean_json(item) for item in value]
    return value
