"""What the service stores is cleaned whole, however it is nested and whatever stands in it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from grader.cleaning import clean_json, clean_text

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
@example("a\x00b")
@example("\x7f")
@example("\\\x01")
@example("\\u0000")
@example('\r\n\t"\\/')
@example("\ud800 \U0001f600 \udc00")
@example("\u202eabc\ufeff")
def test_every_text_in_a_value_is_cleaned(text: str) -> None:
    """Keys and values at any depth are what cleaning each alone gives; numbers and the like stay as they are."""
    value = {text: [1.5, None, True, {"inner": [text, ""]}]}
    clean = clean_text(text)
    assert clean_json(value) == {clean: [1.5, None, True, {"inner": [clean, ""]}]}


@given(ANY_TEXT, st.integers(0, 8))
def test_a_limit_is_kept_and_changes_nothing_else(text: str, limit: int) -> None:
    """A text that is too long is cut after it was cleaned, and says so."""
    whole, cut = clean_text(text), clean_text(text, limit)
    assert cut == (whole if len(whole) <= limit else whole[:limit] + "…")


@given(ANY_TEXT)
def test_clean_text_can_be_stored_and_stays_as_it_is(text: str) -> None:
    """Clean text is UTF-8 without NUL or escape characters, and cleaning it again changes nothing."""
    clean = clean_text(text)
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert not set(clean) & {"\0", "\x1b", "\r", "\u202e"}
    assert clean_text(clean) == clean
