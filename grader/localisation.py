"""Speaks to a person in their language: gettext catalogues in ``locale/<language>/LC_MESSAGES/torchgrader.po``.

The catalogues are read as text, so that the repository and the wheel carry no compiled files; each is read once, and looking a
text up is then a step into a dictionary. English is the language of the messages themselves. Numbers are written as the
language writes them. ``python -m grader.locale_update`` brings the catalogues up to date with the code.
"""

from __future__ import annotations

import functools
import gettext
import io
import math
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, get_decimal_symbol

from grader.messages import Message

LOCALES = ("en", "de", "zh", "tr")
_FOLDER = Path(__file__).resolve().parent / "locale"
_BABEL_NAMES = {"en": "en", "de": "de", "zh": "zh_Hans", "tr": "tr"}


@dataclass(frozen=True)
class Language:
    """One language: its name, its translations (none for English), and how it writes numbers."""

    locale: str
    translations: gettext.NullTranslations = field(default_factory=gettext.NullTranslations, repr=False)

    def render(self, message: Message) -> str:
        """The message as text in this language."""
        return message.render(self.translate, self.number)

    def translate(self, text: str, plural: str = "", count: int = 0) -> str:
        """The text in this language, in the form that the count asks for; English where the catalogue has none."""
        if not text:
            return ""  # gettext keeps a catalogue's header under the empty text
        return self.translations.ngettext(text, plural, count) if plural else self.translations.gettext(text)

    def number(self, value: float) -> str:
        """A number for a sentence, to six significant digits."""
        written = f"{value:.6g}"
        babel_name = _BABEL_NAMES[self.locale]
        if "e" in written or not math.isfinite(value):
            return written.replace(".", get_decimal_symbol(babel_name))
        return format_decimal(float(written), locale=babel_name, decimal_quantization=False, group_separator=False)


def catalogue_path(locale: str) -> Path:
    """Where the catalogue of a language lies."""
    return _FOLDER / locale / "LC_MESSAGES" / "torchgrader.po"


def language(locale: str) -> Language:
    """The language of that name; English for one that is not known."""
    return _read(locale if locale in LOCALES else "en")


@functools.cache
def _read(locale: str) -> Language:
    if locale == "en":
        return Language("en")
    with catalogue_path(locale).open("rb") as file:
        catalog = read_po(file, locale=_BABEL_NAMES[locale])
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Language(locale, gettext.GNUTranslations(compiled))
