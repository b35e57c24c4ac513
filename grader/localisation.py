"""Speaks to a person in their language: gettext catalogues in ``locale/<language>/LC_MESSAGES/torchgrader.po``.

The catalogues are read as text, so that the repository and the wheel carry no compiled files. English is the language of the
messages themselves. Numbers are written as the language writes them.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from grader.messages import Message

LOCALES = ("en", "de", "zh", "tr")
_FOLDER = Path(__file__).resolve().parent / "locale"
_BABEL_NAMES = {"en": "en", "de": "de", "zh": "zh_Hans", "tr": "tr"}


@dataclass(frozen=True)
class Language:
    """One language: its name, its catalogue (None for English), and how it writes numbers."""

    locale: str
    catalog: Catalog | None

    def render(self, message: Message) -> str:
        """The message as text in this language."""
        return message.render(self.translate, self.number)

    def translate(self, text: str, plural: str = "", count: int = 0) -> str:
        """The text in this language; English where the catalogue has no translation."""
        if self.catalog is None:
            return plural if plural and count != 1 else text
        entry = self.catalog.get(text)
        if entry is None or not entry.string:
            return plural if plural and count != 1 else text
        if isinstance(entry.string, str):
            return entry.string
        index = self.catalog.plural_func(count) if hasattr(self.catalog, "plural_func") else int(count != 1)
        return str(entry.string[min(int(index), len(entry.string) - 1)]) or text

    def number(self, value: float) -> str:
        """A number for a sentence, to six significant digits."""
        rounded = float(f"{value:.6g}")
        return str(
            format_decimal(rounded, locale=_BABEL_NAMES[self.locale], decimal_quantization=False, group_separator=False)
        )


@functools.cache
def language(locale: str) -> Language:
    """The language of that name; English for one that is not known."""
    if locale not in LOCALES or locale == "en":
        return Language("en", None)
    path = _FOLDER / locale / "LC_MESSAGES" / "torchgrader.po"
    with path.open("rb") as file:
        return Language(locale, read_po(file, locale=_BABEL_NAMES[locale]))
