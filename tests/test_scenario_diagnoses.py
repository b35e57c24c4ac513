"""What a learner's function or class is told without likeness to a known mistake: by errors, gradients, the second oracle."""

from __future__ import annotations

import pytest

from grader import error_words
from grader.exercise import ExerciseCatalog
from grader.grading import Grader
from tests.judging import programs
from workers.sandbox import Sandbox


@pytest.fixture(scope="module")
def hasty(sandbox: Sandbox) -> Grader:
    """Return a grader that compares no program with a known mistake."""
    return Grader(sandbox, b"a secret of the tests' own, no other", likeness_seconds=0.0)


@pytest.mark.parametrize(
    "lesson, name, code",
    [
        ("custom-backward", "none_for_beta", "gradient_is_none"),
        ("custom-backward", "none_unless_both_tracked", "gradient_is_none"),
        ("custom-backward", "number_for_beta", "value_is_not_a_tensor"),
        ("custom-backward", "forward_without_return", "nothing_returned"),
        ("custom-backward", "saved_on_the_class", "state_outside_ctx"),
        ("train-small-module", "sum_of_squares", "sum_instead_of_mean"),
        ("train-small-module", "backward_missing", "backward_not_called"),
        ("train-small-module", "one_step_too_few", "wrong_step_count"),
        ("train-small-module", "cast_to_float32", "wrong_dtype"),
        ("gradient-accumulation", "cleared_afterwards", "gradient_zeroed_after_backward"),
        ("gradient-accumulation", "copy_of_the_model", "gradient_is_none"),
    ],
)
def test_a_mistake_is_named_by_what_it_does(
    hasty: Grader, catalog: ExerciseCatalog, lesson: str, name: str, code: str
) -> None:
    """A gradient that is None, a sum over the samples, a step that does nothing: each has one name, whatever program it is in."""
    (trial,) = (each for each in programs(lesson, "rejected") if name in each.name)
    graded = hasty.grade(catalog.get(lesson), trial.source, "trial")
    assert graded.diagnosis is not None
    assert graded.diagnosis.code == code


@pytest.mark.parametrize(
    "message, code",
    [
        ("mat1 and mat2 must have the same dtype, but got Double and Float", "wrong_dtype"),
        ("mat1 and mat2 shapes cannot be multiplied (6x5 and 3x8)", "wrong_shape"),
        ("shape mismatch: indexing tensors could not be broadcast together with shapes [2], [6]", "wrong_shape"),
        ("expected np.ndarray (got numpy.float32)", "value_is_not_a_tensor"),
    ],
)
def test_an_error_message_is_read_whole(message: str, code: str) -> None:
    """Words that two mistakes have in common do not decide: the rest of the message does."""
    known = error_words.meaning(message)
    assert known is not None
    assert known.code == code
