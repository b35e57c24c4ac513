"""What is said to a person, kept apart from the language it is said in.

A message is an English text with ``{named}`` places and the values for them; the text is the key into the catalogues. It can
be stored with an attempt and be read in any language later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Value = str | int | float
Translate = Callable[[str, str, int], str]
"""(text, plural or "", count) -> the text in the reader's language."""


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Mark a text for the catalogues."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence or two for a person. ``plural`` and ``count`` choose the form where a text counts something."""

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: str = ""
    count: int = 0

    def render(self, translate: Translate, number: Callable[[float], str]) -> str:
        """The message in a language; ``number`` writes a float as that language does."""
        shown = {key: number(value) if isinstance(value, float) else value for key, value in self.values.items()}
        return translate(self.text, self.plural, self.count).format(**shown)

    def to_record(self) -> dict[str, Any]:
        """The message as JSON that `from_record` reads."""
        return {"text": self.text, "values": dict(self.values), "plural": self.plural, "count": self.count}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Message:
        """The message that `to_record` wrote."""
        return cls(record["text"], dict(record["values"]), record["plural"], record["count"])


def say(text: str, **values: Value) -> Message:
    """A message from a text marked with `N_` and its values."""
    return Message(text, values)
