"""Text from outside, made safe to store: PostgreSQL refuses NUL, UTF-8 refuses lone surrogates.

What is replaced is decided in one place, `grader.record.clean_text`; here it is applied to what the service stores.
"""

from __future__ import annotations

import json
import re
from typing import Any

from grader.record import clean_text

__all__ = ["clean_json", "clean_optional", "clean_text"]

#: What the JSON of a value with something to clean has in it: an escape other than of a line, a tab, a quote or a
#: backslash, or the one control character that JSON writes as it is.
_SUSPICIOUS = re.compile(r"\\[ubfr]|\x7f")


def clean_optional(text: str | None, limit: int | None = None) -> str | None:
    """Like `clean_text`; None stays None."""
    return None if text is None else clean_text(text, limit)


def clean_json(value: Any) -> Any:
    """A JSON value with every string in it cleaned, keys included."""
    # Records are large and nearly always clean: writing one as ASCII and looking at that is many times faster.
    return _cleaned(value) if _SUSPICIOUS.search(json.dumps(value)) else value


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean_text(str(key)): _cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return value
