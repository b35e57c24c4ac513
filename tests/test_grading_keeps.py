"""What the grading pipeline keeps from one attempt to the next, and how much room that takes."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import pytest

from grader.exercise import Exercise, ExerciseCatalog
from grader.grading import PUBLIC, Grader
from grader.observations import Binding, ErrorFacts, Job, Observation, Tensor, encode
from tests.injecting import CRASHED, NOT_STARTED, Answer, Injected, ended, is_adopted, is_reference, refuse, where
from tests.lessons import DETACH_SOLVED
from workers.sandbox import Ending, Outcome, Sandbox

SECRET = b"a secret of these tests"


@pytest.fixture
def detach(catalog: ExerciseCatalog) -> Exercise:
    """Return the lesson on detach, without proofs to liken programs to."""
    return replace(catalog.get("detach"), proofs=())


@pytest.fixture
def weights(catalog: ExerciseCatalog) -> Exercise:
    """Return the lesson whose W and Ytarget are the learner's own, without proofs."""
    return replace(catalog.get("mse-weight-gradient"), proofs=())


def test_references_are_run_once_for_each_variant(sandbox: Sandbox, detach: Exercise) -> None:
    """A second program of the same variant waits for no reference."""
    injected = Injected(sandbox)
    grader = Grader(injected, SECRET)
    assert grader.grade(detach, DETACH_SOLVED, "one").verdict == "accepted"
    before = len(injected.of_references())
    assert grader.grade(detach, DETACH_SOLVED, "one").verdict == "accepted"
    assert (before, len(injected.of_references())) == (2, 2)


def test_learners_values_push_no_reference_out(sandbox: Sandbox, weights: Exercise) -> None:
    """What references show for values of learners' own, however large, takes no room from what the exercise itself gives."""
    large = Binding("tensor", value=Tensor("float64", (1 << 16,), bytes(8 << 16)))
    record = encode(Observation("finished", names={f"W{number}": large for number in range(40)}))
    injected = Injected(sandbox, where(is_adopted, ended(Ending.EXITED, record=record, exit_status=0)))
    grader = Grader(injected, SECRET)
    inputs = grader.inputs(weights, PUBLIC)
    kept = grader.reference(weights, inputs, {})
    for number in range(8):
        assert grader.reference(weights, inputs, {"W": Tensor("uint8", (1,), bytes([number]))}) is not None
    assert grader.reference(weights, inputs, {}) is kept


def test_large_values_of_learners_are_not_unfolded(sandbox: Sandbox, weights: Exercise) -> None:
    """Running a reference with values of megabytes takes a few times their size: the job, and what hands it on."""
    large = Tensor("uint8", (16 << 20,), bytes(16 << 20))
    shown = ended(Ending.EXITED, record=encode(Observation("finished")), exit_status=0)
    grader = Grader(Injected(sandbox, where(is_adopted, shown)), SECRET)
    inputs = grader.inputs(weights, PUBLIC)
    tracemalloc.start()
    try:
        assert grader.reference(weights, inputs, {"W": large}) is not None
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * len(large.data)


@pytest.mark.parametrize(
    "fault",
    [NOT_STARTED, CRASHED, ended(Ending.WALL_LIMIT), ended(Ending.MEMORY_LIMIT), refuse],
    ids=["not started", "crashed", "too slow", "no memory", "refused"],
)
def test_no_failure_of_a_reference_is_kept(sandbox: Sandbox, detach: Exercise, fault: Outcome | Answer) -> None:
    """A reference that failed once is run again for the next attempt, which is graded as if nothing had been."""
    faults = iter([fault])

    def answer(job: Job) -> Outcome | None:
        found = next(faults, None) if is_reference(job) else None
        return found(job) if callable(found) else found

    grader = Grader(Injected(sandbox, answer), SECRET)
    assert grader.grade(detach, DETACH_SOLVED, "one").verdict == "internal_error"
    assert grader.grade(detach, DETACH_SOLVED, "one").verdict == "accepted"


def test_no_error_of_a_reference_is_kept(sandbox: Sandbox, detach: Exercise) -> None:
    """A reference that raised once, for want of a thread or of memory, is run again for the next attempt."""
    raised = encode(Observation("raised", error=ErrorFacts("RuntimeError", "can't start new thread")))
    faults = iter([ended(Ending.EXITED, record=raised, exit_status=1)])
    grader = Grader(Injected(sandbox, where(is_reference, lambda _: next(faults, None))), SECRET)
    assert grader.grade(detach, DETACH_SOLVED, "one").verdict == "internal_error"
    assert grader.grade(detach, DETACH_SOLVED, "one").verdict == "accepted"


def test_no_failed_drawing_is_kept(sandbox: Sandbox, catalog: ExerciseCatalog) -> None:
    """A scenario whose inputs could not be drawn once draws them for the next attempt."""
    lesson = replace(catalog.get("custom-backward"), proofs=())
    faults = iter([CRASHED])
    answer = where(lambda job: job.draw_seed is not None, lambda _: next(faults, None))
    grader = Grader(Injected(sandbox, answer), SECRET)
    first = grader.grade(lesson, lesson.reference, "one")
    assert (first.verdict, first.reason) == ("internal_error", "the scenario could not draw its inputs")
    assert grader.grade(lesson, lesson.reference, "one").verdict == "accepted"
