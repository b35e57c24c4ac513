"""Finds the word that somebody probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_SIMILAR = 0.75


def nearest(word: str, known: Iterable[str]) -> str:
    """The most similar of the known words: another capitalisation first, then the closest spelling; "" if none is close."""
    choices = list(dict.fromkeys(known))
    folded = _folded(word)
    for choice in choices:
        if choice != word and _folded(choice) == folded:
            return choice
    close = difflib.get_close_matches(word, [choice for choice in choices if choice != word], n=1, cutoff=_SIMILAR)
    return close[0] if close else ""


def _folded(word: str) -> str:
    return word.replace("_", "").lower()
