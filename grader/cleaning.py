"""Text from outside, made safe to store: PostgreSQL refuses NUL, UTF-8 refuses lone surrogates.

What is replaced is decided in one place, `grader.record.clean_text`; here it is applied to what the service stores.
"""

from __future__ import annotations

from typing import Any

from grader.record import clean_text

__all__ = ["clean_json", "clean_optional", "clean_text"]


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
