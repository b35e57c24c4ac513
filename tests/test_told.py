"""What a learner is told: words for every name of a mistake, and no name that the facts rule out."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.diagnosis_rules import only_hidden
from grader.diagnosis_texts import describe
from grader.error_words import meaning
from grader.evidence import Case
from grader.exercise import ExerciseCatalog
from grader.findings import Finding, View
from grader.judging import Judged
from grader.messages import say
from grader.observations import Observation

_SLUGS = sorted(
    each.parent.name for each in (Path(__file__).resolve().parents[1] / "exercises").glob("*/exercise.toml")
)
_TOLD_BY_HOW_IT_ENDED = frozenset(
    {
        "backward_missing",
        "endless_loop",
        "frozen_parameter_tracked",
        "gradient_does_not_fit",
        "interactive_input",
        "missing_name",
        "missing_package",
        "non_scalar_backward",
        "notebook_magic",
        "nothing_returned",
        "nothing_saved",
        "tuple_not_unpacked",
        "wrong_gradient_count",
        "wrong_kind",
        "wrong_signature",
    }
)
"""These are told with words of their own, in which the program's names and lines stand."""


@pytest.mark.parametrize("slug", _SLUGS)
def test_every_mistake_of_an_exercise_has_words(catalog: ExerciseCatalog, slug: str) -> None:
    """No learner reads only that a mistake is known: what a check or a proof is named after can be said."""
    exercise = catalog.get(slug)
    named = {each.means for each in (*exercise.spec.check, *exercise.spec.fits)}
    named |= {proof.diagnosis for proof in exercise.proofs}
    unknown = describe("a name that nobody gave").text
    assert not [code for code in named - _TOLD_BY_HOW_IT_ENDED if code and describe(code).text == unknown]


@pytest.mark.parametrize("slug, code", [("clip-gradient-norm", "some_inputs_only"), ("detach", "hard_coded")])
def test_what_fails_with_other_inputs_only(catalog: ExerciseCatalog, slug: str, code: str) -> None:
    """Where inputs are published a number may be typed in; where a scenario draws them, a case was not thought of."""
    view = View(Observation("finished"), Observation("finished"), catalog.get(slug).spec)
    judged = Judged("value:out", 1.0, None, Finding("values", say("It differs.")), hidden=True)
    assert only_hidden(Case((view,), (judged,))).code == code


@pytest.mark.parametrize(
    "message, code",
    [
        ("object of type 'generator' has no len()", "generator_for_list"),
        ("'generator' object is not subscriptable", "generator_for_list"),
        ("stack expects each tensor to be equal size, but got [3, 4] at entry 0 and [4] at entry 1", "wrong_shape"),
        ("Subtraction, the `-` operator, with a bool tensor is not supported.", "wrong_dtype"),
        ("can't multiply sequence by non-int of type 'float'", "value_is_not_a_tensor"),
    ],
)
def test_an_error_has_its_meaning(message: str, code: str) -> None:
    """Errors that come up where a function takes parameters, masks or several values at once are explained."""
    found = meaning(message)
    assert found is not None
    assert found.code == code
