"""Programs by people who had read the statements and not the checks: honest ones in every style, and wrong ones of every kind."""

from __future__ import annotations

import pytest

from grader.exercise import ExerciseCatalog
from grader.grading import Grader
from tests.judging import ENOUGH_SECONDS, LESSONS, SIDES, listed, programs, tried
from workers.sandbox import Sandbox

_AGREEING = 0.9
_LEAST = {"script": 50, "scenario": 25}
"""A function is written in fewer ways than a whole program."""
#: Where a program trains for seconds, or is called many times, the tests try every so many; `make programs` tries them all.
_EVERY = {
    "sgd-by-hand": 12,
    "frozen-parameters": 40,
    "clip-gradient-norm": 4,
    "stop-gradient-target": 4,
    "gradient-penalty": 4,
    "custom-backward": 2,
    "gradient-accumulation": 2,
    "stable-cross-entropy": 2,
    "train-small-module": 4,
}
_EVERY_REJECTED = 2
_TOO_SLOW_TO_COMPARE = frozenset({"frozen-parameters"})
"""Running all its known mistakes takes minutes: what is told without them is tried."""


@pytest.fixture
def patient(sandbox: Sandbox) -> Grader:
    """Return a grader that looks for a known mistake as long as it takes."""
    return Grader(sandbox, b"a secret of the tests' own, no other", likeness_seconds=ENOUGH_SECONDS)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_was_tried_by_many(catalog: ExerciseCatalog, lesson: str) -> None:
    """For each lesson there are at least fifty programs to be accepted and fifty to be rejected; half as many for a function."""
    assert min(len(programs(lesson, side)) for side in SIDES) >= _LEAST[catalog.get(lesson).spec.kind]


@pytest.mark.parametrize("lesson", LESSONS)
def test_honest_programs_are_accepted(patient: Grader, catalog: ExerciseCatalog, lesson: str) -> None:
    """Whatever its style, a program that does what the statement asks is accepted."""
    trials = programs(lesson, "accepted", _EVERY.get(lesson, 1))
    wrong = [each for each in tried(patient, catalog.get(lesson), trials) if not each.judged_right]
    assert not wrong, listed(wrong)


@pytest.mark.parametrize("lesson", LESSONS)
def test_wrong_programs_are_rejected_and_told_why(patient: Grader, catalog: ExerciseCatalog, lesson: str) -> None:
    """A program that misses what the statement asks is rejected, and nine in ten are told what a teacher would say."""
    trials = programs(lesson, "rejected", _EVERY.get(lesson, _EVERY_REJECTED))
    patient.likeness_seconds = 0.0 if lesson in _TOO_SLOW_TO_COMPARE else ENOUGH_SECONDS
    results = list(tried(patient, catalog.get(lesson), trials))
    accepted = [each for each in results if not each.judged_right]
    assert not accepted, listed(accepted)
    labelled = [each for each in results if each.trial.codes]
    untold = [each for each in labelled if not each.named]
    assert not untold, listed(untold)
    others = [each for each in labelled if not each.named_right]
    assert len(others) <= (1 - _AGREEING) * len(labelled), listed(others)


@pytest.mark.parametrize(
    "program, told",
    [
        ("clip-gradient-norm/rejected/11_none_not_skipped.py", "gradient_is_none"),
        ("stop-gradient-target/rejected/15_backward_inside.py", "side_effect_on_gradients"),
        ("stop-gradient-target/rejected/28_index_of_the_largest.py", "forward_wrong"),
        ("gradient-penalty/rejected/06_gradient_detached.py", "graph_cut"),
        ("gradient-penalty/rejected/20_draws_its_own_mix.py", "wrong_formula"),
    ],
)
def test_a_mistake_is_not_taken_for_another(patient: Grader, catalog: ExerciseCatalog, program: str, told: str) -> None:
    """What looks like another mistake at first sight gets its own name: each of these was told a wrong one."""
    lesson, side, _ = program.split("/")
    trial = next(each for each in programs(lesson, side) if each.name == program)
    (result,) = tried(patient, catalog.get(lesson), [trial])
    assert result.graded.diagnosis is not None
    assert result.graded.diagnosis.code == told
