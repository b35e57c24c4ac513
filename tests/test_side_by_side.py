"""The first hidden run beside the public one: it happens when nobody else is graded, and nothing comes out otherwise for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from grader import variants
from grader.errors import SandboxError
from grader.exercise import Exercise, ExerciseCatalog
from grader.grading import Graded, Grader
from grader.observations import Job, decode_job
from grader.running import Begun
from tests.injecting import Injected, ended, is_reference, where
from tests.lessons import DETACH_SOLVED
from workers.sandbox import Ending, Limits, Outcome, Sandbox

SECRET = b"a secret of these tests"
PROGRAMS = {
    "right": DETACH_SOLVED,
    "hard-coded": DETACH_SOLVED + b"out = torch.tensor(52.0)\ny.grad = torch.tensor(27.0)\n",
    "attached": DETACH_SOLVED.replace(b"z.detach()", b"z"),
    "raises late": DETACH_SOLVED + b"raise ValueError(out)\n",
    "raises where hidden": DETACH_SOLVED + b"if out != 52: raise ValueError(out)\n",
    "ends where hidden": DETACH_SOLVED + b"import os\nif out != 52: os._exit(3)\n",
    "no program": b"x = (\n",
    "crashes": b"import os\nos.abort()\n",
    "forbidden": b"import socket\nsocket.socket()\n",
    "endless": b"while True: pass\n",
    "endless where hidden": DETACH_SOLVED + b"while out != 52: pass\n",
}


@pytest.fixture
def detach(catalog: ExerciseCatalog) -> Exercise:
    """Return the lesson on detach with short limits, without proofs to liken programs to."""
    lesson = catalog.get("detach")
    limits = lesson.spec.limits.model_copy(update={"cpu_seconds": 1.0})
    return replace(lesson, proofs=(), spec=lesson.spec.model_copy(update={"limits": limits}))


@dataclass
class Beginner:
    """Begins runs in the real sandbox, and keeps which, and what became of them.

    Attributes:
        refuse: what the run is to fail with, if it is to.
    """

    sandbox: Sandbox
    refuse: str = ""
    begun: list[Job] = field(default_factory=list)
    tried: int = 0
    asked: int = 0
    dropped_unasked: int = 0

    def begin(self, job: bytes, limits: Limits) -> Begun | None:
        """Begin a run, and write it down."""
        self.tried += 1
        real = self.sandbox.begin(job, limits)
        if real is None:
            return None
        self.begun.append(decode_job(job))
        return _Kept(self, real)


@dataclass
class _Kept:
    beginner: Beginner
    real: Begun
    asked: bool = False

    def outcome(self) -> Outcome:
        self.beginner.asked += 1
        self.asked = True
        if self.beginner.refuse:
            raise SandboxError(self.beginner.refuse)
        return self.real.outcome()

    def drop(self) -> None:
        self.beginner.dropped_unasked += not self.asked
        self.real.drop()


def of_learner(box: Injected) -> list[Job]:
    """The learner's jobs that did not go beside another."""
    return [job for job in box.jobs if not is_reference(job)]


def told(graded: Graded) -> dict[str, object]:
    """Everything of a result but its times."""
    return {name: value for name, value in graded.to_json().items() if name != "timing"}


@pytest.mark.parametrize("name", PROGRAMS)
def test_result_is_that_of_runs_one_after_the_other(sandbox: Sandbox, detach: Exercise, name: str) -> None:
    """Verdict, score, checks, messages and all else that is told are the same, whatever the program does."""
    beginner = Beginner(sandbox)
    beside = Grader(sandbox, SECRET, begin=beginner.begin).grade(detach, PROGRAMS[name], "one")
    assert [job.hidden for job in beginner.begun] == [True]
    assert told(beside) == told(Grader(sandbox, SECRET).grade(detach, PROGRAMS[name], "one"))


def test_the_first_hidden_run_takes_place_once(sandbox: Sandbox, detach: Exercise) -> None:
    """What began beside the public run is not run again after it; further hidden runs follow."""
    thorough = replace(detach, spec=detach.spec.model_copy(update={"hidden_runs": 3}))
    box, beginner = Injected(sandbox), Beginner(sandbox)
    graded = Grader(box, SECRET, begin=beginner.begin).grade(thorough, DETACH_SOLVED, "one")
    assert graded.verdict == "accepted"
    assert len(graded.variants) == 3
    assert [job.hidden for job in of_learner(box)] == [False, True, True]
    given = [
        {name: slot.values for name, slot in job.givens.items()} for job in (*beginner.begun, *of_learner(box)[1:])
    ]
    assert given == [variants.variant_values(thorough, SECRET, index) for index in graded.variants]


@pytest.mark.parametrize("program", [DETACH_SOLVED, b"x = (\n"], ids=["time limit", "syntax error"])
def test_a_hidden_run_that_would_not_have_been_is_dropped(sandbox: Sandbox, detach: Exercise, program: bytes) -> None:
    """After a public run that ran out of time, or was no program, the hidden one says nothing, not even a fault of ours."""
    late = where(lambda job: program is DETACH_SOLVED and not is_reference(job), ended(Ending.CPU_LIMIT))
    box = Injected(sandbox, late)
    beginner = Beginner(sandbox, refuse="the fork server was lost")
    graded = Grader(box, SECRET, begin=beginner.begin).grade(detach, program, "one")
    assert graded.verdict == ("time_limit_exceeded" if program is DETACH_SOLVED else "syntax_error")
    assert (len(beginner.begun), beginner.asked, beginner.dropped_unasked) == (1, 0, 1)


def test_a_sandbox_that_fails_beside_is_our_fault(sandbox: Sandbox, detach: Exercise) -> None:
    """A hidden run that could not take place is an internal error, as one after the public run is."""
    beginner = Beginner(sandbox, refuse="the fork server was lost")
    graded = Grader(sandbox, SECRET, begin=beginner.begin).grade(detach, DETACH_SOLVED, "one")
    assert (graded.verdict, graded.score, graded.checks) == ("internal_error", None, ())
    assert "fork server" in graded.reason


def test_a_public_run_that_fails_leaves_nothing_running(sandbox: Sandbox, detach: Exercise) -> None:
    """Where the public run could not take place, what began beside it is ended, and its seat is free."""

    def refuse(job: Job) -> Outcome | None:
        if not is_reference(job):
            raise SandboxError("the sandbox is closed")
        return None

    beginner = Beginner(sandbox)
    endless = DETACH_SOLVED + b"while out != 52: pass\n"
    graded = Grader(Injected(sandbox, refuse), SECRET, begin=beginner.begin).grade(detach, endless, "one")
    assert graded.verdict == "internal_error"
    assert beginner.dropped_unasked == 1
    assert (
        Grader(sandbox, SECRET, begin=Beginner(sandbox).begin).grade(detach, DETACH_SOLVED, "two").verdict == "accepted"
    )


def test_nothing_goes_beside_while_another_is_graded(sandbox: Sandbox, detach: Exercise) -> None:
    """With two programs under way in one grader, each makes its runs one after the other."""
    beginner = Beginner(sandbox)
    others = iter(["inner"])
    inner: list[Graded] = []

    def grade_another(job: Job) -> Outcome | None:
        if not is_reference(job):
            inner.extend(grader.grade(detach, DETACH_SOLVED, name) for name in others)
        return None

    box = Injected(sandbox, grade_another)
    grader = Grader(box, SECRET, begin=beginner.begin)
    assert grader.grade(detach, DETACH_SOLVED, "outer").verdict == "accepted"
    assert inner[0].verdict == "accepted"
    assert beginner.tried == 1  # by the outer one, before there were two
    assert [job.hidden for job in of_learner(box)] == [False, False, True]
