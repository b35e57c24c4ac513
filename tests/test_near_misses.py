"""The word that somebody probably meant, and what is done about words that nobody meant."""

from __future__ import annotations

import pytest

from grader.near_misses import nearest


@pytest.mark.parametrize(
    "word, known, found",
    [
        ("require_grad", ["requires_grad", "grad"], "requires_grad"),
        ("Loss", ["lost", "loss"], "loss"),
        ("z", ["y", "out"], ""),
        ("x", ["x"], ""),
        ("x", [], ""),
    ],
)
def test_the_closest_spelling_is_found(word: str, known: list[str], found: str) -> None:
    """Another capitalisation goes before the closest spelling; a word is no near miss of itself."""
    assert nearest(word, known) == found


def test_words_that_are_no_names_are_not_compared() -> None:
    """A word as long as a page has no near miss, and is none: comparing two takes time with the square of their length."""
    page = "亂" * 8000
    assert nearest(page, [page + "!"]) == ""
    assert nearest("loss", [page, "los"]) == "los"


def test_only_so_many_words_are_compared() -> None:
    """What stands behind hundreds of other words is not looked at."""
    assert nearest("loss", [*(f"name{index}" for index in range(10_000)), "los"]) == ""
