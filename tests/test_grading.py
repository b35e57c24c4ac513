"""The whole pipeline: what is run with what, what is taken over, whose fault a failure is, and what is never told."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from grader import variants
from grader.exercise import Exercise, ExerciseCatalog
from grader.grading import Graded, Grader
from grader.observations import Job, Observation, Tensor, encode
from tests.injecting import CRASHED, LOST, NOT_STARTED, Answer, Injected, ended, is_adopted, is_reference, refuse, where
from tests.lessons import DETACH_SOLVED, changed, exercise
from workers.sandbox import Ending, Outcome, Sandbox

SECRET = b"a secret of these tests"
WEIGHTS = b"""import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
"""
HARD_CODED = b"""import torch
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
out = torch.tensor(52.0)
y.grad = torch.tensor(27.0)
"""


@pytest.fixture
def detach(catalog: ExerciseCatalog) -> Exercise:
    """Return the lesson on detach, without proofs to liken programs to."""
    return replace(catalog.get("detach"), proofs=())


@pytest.fixture
def weights(catalog: ExerciseCatalog) -> Exercise:
    """Return the lesson whose W and Ytarget are the learner's own, without proofs."""
    return replace(catalog.get("mse-weight-gradient"), proofs=())


def checks(graded: Graded) -> dict[str, bool]:
    """Which checks passed."""
    return {check.id: check.passed for check in graded.checks}


# --- what is run -----------------------------------------------------------------------------------------------------


def test_public_run_comes_first_and_hidden_runs_follow(sandbox: Sandbox, detach: Exercise) -> None:
    """The published numbers are run as they stand, then those of the chosen variants, and what was chosen is recorded."""
    injected = Injected(sandbox)
    graded = Grader(injected, SECRET).grade(detach, DETACH_SOLVED, "one")
    learner = [job for job in injected.jobs if not is_reference(job)]
    assert [job.hidden for job in learner] == [False, True]
    assert graded.verdict == "accepted"
    assert graded.variants == variants.chosen_variants(detach, SECRET, "one")
    values = variants.variant_values(detach, SECRET, graded.variants[0])
    assert {name: slot.values for name, slot in learner[1].givens.items()} == values
    assert [job.figures for job in learner] == [True, False]


def test_hidden_runs_happen_though_the_public_one_failed(sandbox: Sandbox, detach: Exercise) -> None:
    """A program that fails one check on purpose is still run with other numbers: its hard-coded ones are not sold."""
    graded = Grader(sandbox, SECRET).grade(detach, HARD_CODED.replace(b"z.detach()", b"z"), "one")
    assert checks(graded)["value:out"] is False
    assert checks(graded)["cut:z_no_grad"] is False


def test_after_a_time_limit_no_more_is_run(sandbox: Sandbox, detach: Exercise) -> None:
    """A program that ran out of time once is not run again, and scores nothing."""
    injected = Injected(sandbox, where(lambda job: not is_reference(job), ended(Ending.CPU_LIMIT)))
    graded = Grader(injected, SECRET).grade(detach, DETACH_SOLVED, "one")
    assert (graded.verdict, graded.score) == ("time_limit_exceeded", 0.0)
    assert len([job for job in injected.jobs if not is_reference(job)]) == 1


def test_source_is_never_read_here(sandbox: Sandbox, detach: Exercise) -> None:
    """Empty and oversized programs are refused by their length alone; any other bytes go into the sandbox as they are."""
    injected = Injected(sandbox)
    grader = Grader(injected, SECRET)
    assert grader.grade(detach, b" \n\t\n", "one").verdict == "syntax_error"
    assert grader.grade(detach, b"x" * ((1 << 20) + 1), "one").verdict == "syntax_error"
    assert not injected.jobs
    graded = grader.grade(detach, b"\xff\xfe\x00(", "one")
    assert graded.verdict == "syntax_error"
    assert injected.jobs[0].source.data == b"\xff\xfe\x00("


# --- adopted values --------------------------------------------------------------------------------------------------


def test_reference_is_run_with_the_learners_own_values(sandbox: Sandbox, weights: Exercise) -> None:
    """What the learner drew is what the reference computes with, in the public run and in the hidden one."""
    injected = Injected(sandbox)
    graded = Grader(injected, SECRET).grade(weights, WEIGHTS, "one")
    assert graded.verdict == "accepted", graded.checks
    adopted = injected.of_references()
    assert [set(job.givens) for job in adopted] == [{"X", "W", "Ytarget"}] * 2
    assert [{name for name, slot in job.givens.items() if slot.always} for job in adopted] == [{"W", "Ytarget"}] * 2
    assert adopted[0].givens["W"].values != adopted[1].givens["W"].values


def test_reference_that_fails_on_adopted_values_is_the_learners_failure(sandbox: Sandbox, weights: Exercise) -> None:
    """Values of the learner's own that the reference cannot take over are refused by name, and are no fault of ours."""
    source = WEIGHTS.replace(b"torch.rand(1, 3", b"torch.rand(1, 7").replace(b"Y = W @ X", b"Y = W[:, :3] @ X")
    graded = Grader(sandbox, SECRET).grade(weights, source, "one")
    assert graded.verdict == "wrong_answer"
    assert not checks(graded)["own:W"]
    assert not checks(graded)["grad:W"]


@pytest.mark.parametrize("fault", [NOT_STARTED, LOST, refuse], ids=["not started", "lost", "refused"])
def test_sandbox_that_fails_on_adopted_values_is_our_fault(
    sandbox: Sandbox, weights: Exercise, fault: Outcome | Answer
) -> None:
    """A sandbox that could not run the reference with the learner's values says nothing about the learner's values."""
    graded = Grader(Injected(sandbox, where(is_adopted, fault)), SECRET).grade(weights, WEIGHTS, "one")
    assert (graded.verdict, graded.score, graded.checks) == ("internal_error", None, ())


# --- whose fault -----------------------------------------------------------------------------------------------------


def is_public_learner(job: Job) -> bool:
    """Whether it is the learner's public run."""
    return not is_reference(job) and not job.hidden


def is_hidden_learner(job: Job) -> bool:
    """Whether it is one of the learner's hidden runs."""
    return not is_reference(job) and job.hidden


@pytest.mark.parametrize("fault", [NOT_STARTED, LOST, refuse], ids=["not started", "lost", "refused"])
@pytest.mark.parametrize("wanted", [is_public_learner, is_hidden_learner, is_reference])
def test_a_failing_sandbox_is_never_the_learners_fault(
    sandbox: Sandbox, detach: Exercise, wanted: Callable[[Job], bool], fault: Outcome | Answer
) -> None:
    """Whichever run the sandbox fails at, the attempt is an internal error without score, and its reason is told."""
    for program in (DETACH_SOLVED, HARD_CODED, b"raise ValueError\n"):
        graded = Grader(Injected(sandbox, where(wanted, fault)), SECRET).grade(detach, program, "one")
        assert (graded.verdict, graded.score, graded.checks) == ("internal_error", None, ())
        assert "fork server" in graded.reason or "landlock" in graded.reason


def test_a_device_that_the_exercise_does_not_list_is_our_fault(sandbox: Sandbox, detach: Exercise) -> None:
    """An attempt on a device that the exercise is not for should not have come: nothing is run, nobody loses a grade."""
    injected = Injected(sandbox)
    listed = replace(detach, spec=detach.spec.model_copy(update={"devices": ("cpu",)}))
    graded = Grader(injected, SECRET).grade(listed, DETACH_SOLVED, "one", "cuda")
    assert (graded.verdict, graded.score) == ("internal_error", None)
    assert graded.reason == "detach is not for cuda: it lists cpu"
    assert not injected.jobs


def test_our_fault_outranks_what_the_learner_did(sandbox: Sandbox, detach: Exercise) -> None:
    """A program that ran out of time is no failure as long as its reference could not be run."""

    def answer(job: Job) -> Outcome | None:
        return NOT_STARTED if is_reference(job) else ended(Ending.WALL_LIMIT)

    assert Grader(Injected(sandbox, answer), SECRET).grade(detach, DETACH_SOLVED, "one").verdict == "internal_error"


def test_sandbox_that_cannot_tell_its_environment_still_gives_a_result(detach: Exercise) -> None:
    """Where no sandbox can be started at all, the result is an internal error with the shape of any other."""
    graded = Grader(Injected(None, refuse), SECRET).grade(detach, DETACH_SOLVED, "one")
    assert graded.verdict == "internal_error"
    assert graded.to_json()["environment"] == {"torch": "", "python": "", "device": "cpu", "sandbox": []}


def test_variant_that_cannot_be_computed_is_our_fault(sandbox: Sandbox) -> None:
    """An exercise whose formula divides by zero for what was drawn grades nobody down."""
    poles = " * ".join(f"(x - {each})" for each in range(3, 10))
    table = changed(("given", "y", "formula"), f"-25200 / ({poles})")
    graded = Grader(sandbox, SECRET).grade(exercise(table), TABLE_PROGRAM, "one")
    assert graded.verdict == "internal_error"
    assert "formula" in graded.reason


TABLE_PROGRAM = b"""import torch
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(5.0)
out = x**2 * y
out.backward()
"""


def test_reference_that_fails_by_itself_is_our_fault(sandbox: Sandbox) -> None:
    """A broken reference grades nobody down."""
    broken = exercise(reference_py=b"raise ValueError\n")
    graded = Grader(sandbox, SECRET).grade(broken, TABLE_PROGRAM, "one")
    assert (graded.verdict, graded.reason) == ("internal_error", "the reference solution failed")


def test_program_that_loses_its_record_is_to_blame(sandbox: Sandbox, detach: Exercise) -> None:
    """A crash is the learner's where the reference, on a fresh child, brings a record."""
    injected = Injected(sandbox, where(lambda job: not is_reference(job), CRASHED))
    assert Grader(injected, SECRET).grade(detach, DETACH_SOLVED, "one").verdict == "runtime_error"
    assert Grader(sandbox, SECRET).grade(detach, b"import os\nos._exit(0)\n", "one").verdict == "runtime_error"


def test_record_that_the_reference_loses_as_well_is_our_fault(sandbox: Sandbox, detach: Exercise) -> None:
    """A crash is ours where the reference, on a fresh child, crashes as well, though it did not before."""
    seen: set[tuple[bool, bool]] = set()

    def answer(job: Job) -> Outcome | None:
        key = (is_reference(job), job.hidden)
        again, _ = key in seen, seen.add(key)
        return CRASHED if not is_reference(job) or again else None

    graded = Grader(Injected(sandbox, answer), SECRET).grade(detach, DETACH_SOLVED, "one")
    assert graded.verdict == "internal_error"
    assert "control run" in graded.reason


def test_error_in_a_hidden_run_fails_nothing_by_itself(sandbox: Sandbox, detach: Exercise) -> None:
    """The learner's own test of the published numbers may fail with others: what was shown until then is judged."""
    graded = Grader(sandbox, SECRET).grade(detach, DETACH_SOLVED + b"if out != 52: raise ValueError(out)\n", "one")
    assert graded.verdict == "accepted"


def test_error_in_the_public_run_keeps_what_passed(sandbox: Sandbox, detach: Exercise) -> None:
    """An error after the work is a runtime error that scores the checks that passed, here all of them."""
    graded = Grader(sandbox, SECRET).grade(detach, DETACH_SOLVED + b"raise ValueError('late')\n", "one")
    assert (graded.verdict, graded.score) == ("runtime_error", 1.0)
    assert graded.error is not None
    assert (graded.error["type"], graded.error["line"]) == ("ValueError", 8)


def test_partial_credit_is_the_weight_of_what_passed(sandbox: Sandbox, detach: Exercise) -> None:
    """The score is the share of the weights of the checks that passed in every run."""
    graded = Grader(sandbox, SECRET).grade(detach, HARD_CODED, "one")
    assert graded.verdict == "wrong_answer"
    passed = sum(check.weight for check in graded.checks if check.passed and not check.advisory)
    total = sum(check.weight for check in graded.checks if not check.advisory)
    assert 0 < passed < total
    assert graded.score == pytest.approx(passed / total, abs=1e-6)


# --- what is never told ----------------------------------------------------------------------------------------------


def numbers(values: Mapping[str, Tensor]) -> list[float]:
    """All numbers of some values."""
    return [number for each in values.values() for (number,) in struct.iter_unpack("<d", each.data)]


TELLTALE = b"""
import sys, time, warnings
if float(x) != 2.0:
    print("HIDDEN", float(x), file=sys.stdout)
    print("HIDDEN", float(x), file=sys.stderr)
    warnings.warn(f"HIDDEN {float(x)}")
    time.sleep(0.25)
    out = z_no_grad = x * 1.0
    raise ValueError(f"HIDDEN {float(x)}")
"""


def test_nothing_of_a_hidden_run_is_told_but_which_checks_failed(sandbox: Sandbox, detach: Exercise) -> None:
    """Output, errors, values, lines and times of a hidden run stand in nothing that is stored or shown."""
    table = {
        name: given.model_copy(update={"low": 61_001.0, "high": 69_999.0}) for name, given in detach.spec.given.items()
    }
    lesson = replace(detach, spec=detach.spec.model_copy(update={"given": table}), grading_hash="large numbers")
    graded = Grader(sandbox, SECRET).grade(lesson, DETACH_SOLVED + TELLTALE, "one")
    assert graded.verdict == "wrong_answer"
    record = graded.to_record()
    told = json.dumps([record, *(graded.to_json(locale) for locale in ("en", "de", "zh", "tr"))])
    hidden = numbers(variants.variant_values(lesson, SECRET, graded.variants[0]))
    assert len(hidden) == 2
    assert all(str(int(number)) not in told for number in hidden)
    assert "HIDDEN" not in told
    failed = [check for check in graded.to_json()["checks"] if not check["passed"]]
    assert failed
    assert {check["message"] for check in failed} == {"It differs with other numbers."}
    assert all(check["mismatch"] is None and check["diagnosis"] is None for check in failed)
    assert (graded.error, graded.stdout, graded.comparisons) == (None, "", ())


def test_time_in_the_sandbox_is_the_public_runs(sandbox: Sandbox, detach: Exercise) -> None:
    """How long a hidden run took is not told: a program could say by its time what it was given."""
    second, minute = ended(Ending.EXITED, record=encode(Observation("finished")), exit_status=0), 60.0

    def answer(job: Job) -> Outcome | None:
        return None if is_reference(job) else replace(second, wall_seconds=minute if job.hidden else 1.0)

    graded = Grader(Injected(sandbox, answer), SECRET).grade(detach, DETACH_SOLVED, "one")
    assert graded.timing["sandbox_ms"] == 1000.0
    assert graded.to_json()["timing"]["sandbox_ms"] == 1000.0
