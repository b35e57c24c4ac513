"""Finds the word that somebody probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_SIMILAR = 0.75
_LONGEST_WORD = 80
_MOST_WORDS = 400


def nearest(word: str, known: Iterable[str]) -> str:
    """The most similar of the known words: another capitalisation first, then the closest spelling; "" if none is close.

    The words come from a learner's program. Comparing two takes time with the square of their length, so what is too long for
    anybody's name, or one of too many, is never meant.
    """
    if len(word) > _LONGEST_WORD:
        return ""
    choices = [each for each in dict.fromkeys(known) if len(each) <= _LONGEST_WORD][:_MOST_WORDS]
    folded = _folded(word)
    for choice in choices:
        if choice != word and _folded(choice) == folded:
            return choice
    close = difflib.get_close_matches(word, [choice for choice in choices if choice != word], n=1, cutoff=_SIMILAR)
    return close[0] if close else ""


def _folded(word: str) -> str:
    return word.replace("_", "").lower()
