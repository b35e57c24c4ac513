"""Runs that are kept: found again where the run would be the same, made again where anything that it depends on differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from grader.exercise import Exercise, ExerciseCatalog
from grader.grading import Graded, Grader
from grader.kept_runs import KeptRuns, run_key
from grader.observations import Job
from tests.injecting import CRASHED, Injected, ended, is_reference, where
from tests.lessons import DETACH_SOLVED
from workers.sandbox import Ending, Limits, Outcome, Sandbox

SECRET = b"a secret of these tests"
RIGHT = DETACH_SOLVED + b'print("out", out)\n'
PROGRAMS = {
    "right": RIGHT,
    "attached": RIGHT.replace(b"z.detach()", b"z"),
    "hard-coded": RIGHT + b"out = torch.tensor(52.0)\ny.grad = torch.tensor(27.0)\n",
    "ends by itself": RIGHT + b"import sys\nsys.exit(0)\n",
    "no program": b"x = (\n",
    "plots": RIGHT + b"import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n",
}
Change = Callable[[Exercise], Exercise]


@pytest.fixture
def detach(catalog: ExerciseCatalog) -> Exercise:
    """Return the lesson on detach, without proofs to liken programs to."""
    return replace(catalog.get("detach"), proofs=())


def edited(before: bytes, after: bytes) -> Change:
    """Return a change of an exercise's definition, as its author would make it."""

    def change(exercise: Exercise) -> Exercise:
        text = exercise.files["exercise.toml"]
        assert before in text
        changed = {**exercise.files, "exercise.toml": text.replace(before, after)}
        return replace(Exercise.from_files(exercise.slug, changed), proofs=())

    return change


@dataclass
class Elsewhere(Injected):
    """The real sandbox under another word for its runtime."""

    @property
    def environment(self) -> dict[str, Any]:
        """The real one's, but for one thing."""
        return {**super().environment, "runtime": "another"}


def told(graded: Graded) -> dict[str, Any]:
    """Return all that is said of an attempt, but for how long it took."""
    return {name: value for name, value in graded.to_record().items() if name != "timing"}


def learners(injected: Injected) -> int:
    """Return how many runs of learners' programs came."""
    return sum(not is_reference(job) for job in injected.jobs)


def grade(sandbox: Injected, exercise: Exercise, source: bytes, kept: KeptRuns) -> Graded:
    """Grade as one submission."""
    return Grader(sandbox, SECRET).grade(exercise, source, "one", kept=kept)


def count(kept: KeptRuns) -> int:
    """Return how many runs would be found in what is to be kept from now on."""
    data = kept.to_bytes()
    assert data is not None
    return len(KeptRuns(data)._stored)


def stored(sandbox: Sandbox, exercise: Exercise, source: bytes = RIGHT) -> bytes:
    """Return what is to be kept of a program's runs."""
    first = KeptRuns()
    grade(Injected(sandbox), exercise, source, first)
    data = first.to_bytes()
    assert data is not None
    return data


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_was_run_is_judged_again(sandbox: Sandbox, detach: Exercise, program: str) -> None:
    """A program whose runs are kept is run no more, and all that is said of it stays the same."""
    first = KeptRuns()
    before = grade(Injected(sandbox), detach, PROGRAMS[program], first)
    again, injected = KeptRuns(first.to_bytes()), Injected(sandbox)
    after = grade(injected, detach, PROGRAMS[program], again)
    assert learners(injected) == 0
    assert told(after) == told(before)
    assert (first.nothing_was_run, again.nothing_was_run) == (False, True)
    assert again.to_bytes() is None


@pytest.mark.parametrize(
    "change",
    [
        edited(b"rtol = 1e-4", b"rtol = 1e-2"),
        edited(b'id = "grad:y"', b'id = "grad:of-y"'),
        edited(b'kind = "gradient"\nname = "x"\nweight = 2.0', b'kind = "gradient"\nname = "x"\nweight = 7.0'),
        lambda exercise: replace(exercise, files={**exercise.files, "starter.py": b"# begin here\n"}),
    ],
    ids=["tolerance", "name of a check", "weight", "starter"],
)
def test_other_demands_run_nothing(sandbox: Sandbox, detach: Exercise, change: Change) -> None:
    """A version that asks for something else of the same runs judges those that are kept."""
    injected, kept = Injected(sandbox), KeptRuns(stored(sandbox, detach))
    assert grade(injected, change(detach), RIGHT, kept).verdict == "accepted"
    assert (learners(injected), kept.nothing_was_run) == (0, True)


def test_a_check_that_is_mended_changes_the_verdict_of_a_kept_run(sandbox: Sandbox, detach: Exercise) -> None:
    """Kept are the runs, not what was thought of them: by another rule the same run passes."""
    program = RIGHT.replace(b"out = z_no_grad**2", b"out = 1.0005 * z_no_grad**2")
    data = stored(sandbox, detach, program)
    assert grade(Injected(sandbox), detach, program, KeptRuns(data)).verdict == "wrong_answer"
    kept = KeptRuns(data)
    assert grade(Injected(sandbox), edited(b"rtol = 1e-4", b"rtol = 1e-2")(detach), program, kept).verdict == "accepted"
    assert kept.nothing_was_run


@pytest.mark.parametrize(
    "change",
    [
        edited(b"cpu_seconds = 5.0", b"cpu_seconds = 6.0"),
        edited(b"wall_seconds = 10.0", b"wall_seconds = 11.0"),
        edited(b"memory_mb = 1024", b"memory_mb = 1025"),
        edited(b"output_kb = 256", b"output_kb = 257"),
        edited(b"[names.z_no_grad]", b"[names.z_no_grad]\noptional = true"),
        edited(b"value = 2.0", b"value = 2.5"),
    ],
    ids=["processor time", "wall time", "memory", "output", "what is observed", "published number"],
)
def test_another_run_is_made(sandbox: Sandbox, detach: Exercise, change: Change) -> None:
    """Where a job or its limits differ, no kept run stands for it: public and hidden run are made."""
    injected, kept = Injected(sandbox), KeptRuns(stored(sandbox, detach))
    grade(injected, change(detach), RIGHT, kept)
    assert (learners(injected), kept.nothing_was_run) == (2, False)
    assert kept.to_bytes() is not None


@pytest.mark.parametrize("low", [b"low = 2", b"low = 3"])
def test_other_hidden_numbers_run_the_hidden_run_alone(sandbox: Sandbox, detach: Exercise, low: bytes) -> None:
    """Where only hidden numbers are drawn anew, the public run is kept, and both are kept from then on."""
    injected, kept = Injected(sandbox), KeptRuns(stored(sandbox, detach))
    changed = edited(b"low = 2", low)(detach)
    assert grade(injected, changed, RIGHT, kept).verdict == "accepted"
    assert learners(injected) == (0 if low == b"low = 2" else 1)
    injected = Injected(sandbox)
    grade(injected, changed, RIGHT, KeptRuns(kept.to_bytes() or stored(sandbox, detach)))
    assert learners(injected) == 0


def test_another_program_is_run(sandbox: Sandbox, detach: Exercise) -> None:
    """What another program showed stands for nothing, however like it is."""
    injected, kept = Injected(sandbox), KeptRuns(stored(sandbox, detach))
    assert grade(injected, detach, PROGRAMS["attached"], kept).verdict == "wrong_answer"
    assert learners(injected) == 2


def test_another_runtime_runs_everything(sandbox: Sandbox, detach: Exercise) -> None:
    """After a new torch, Python, library or harness, what was shown under the old one is not judged."""
    injected, kept = Elsewhere(sandbox), KeptRuns(stored(sandbox, detach))
    grade(injected, detach, RIGHT, kept)
    assert learners(injected) == 2


@pytest.mark.parametrize(
    "outcome",
    [
        ended(Ending.CPU_LIMIT),
        ended(Ending.WALL_LIMIT),
        ended(Ending.MEMORY_LIMIT),
        ended(Ending.OUTPUT_LIMIT),
        ended(Ending.RECORD_LIMIT),
        ended(Ending.FORBIDDEN),
        ended(Ending.EXITED, exit_status=0),
        ended(Ending.EXITED, exit_status=0, record=b"no record"),
        CRASHED,
    ],
    ids=["cpu", "wall", "memory", "output", "record", "forbidden", "no record", "broken record", "crashed"],
)
def test_what_did_not_end_by_itself_is_not_kept(sandbox: Sandbox, detach: Exercise, outcome: Outcome) -> None:
    """A run in whose end the machine may have had a part is made again each time."""

    def is_learners(job: Job) -> bool:
        return not is_reference(job)

    kept = KeptRuns(stored(sandbox, edited(b"cpu_seconds = 5.0", b"cpu_seconds = 6.0")(detach)))
    grade(Injected(sandbox, where(is_learners, outcome)), detach, RIGHT, kept)
    assert count(kept) == 0


@pytest.mark.parametrize(
    "error, verdict",
    [
        (b"PermissionError('denied')", "forbidden_operation"),
        (b"RuntimeError('no thread could be started')", "runtime_error"),
        (b"OSError(28, 'no space')", "runtime_error"),
        (b"SystemExit(3)", "runtime_error"),
    ],
)
def test_an_error_is_not_kept(sandbox: Sandbox, detach: Exercise, error: bytes, verdict: str) -> None:
    """What one host refused, or had no room for, another may have: a run that an error ended is made again."""
    kept = KeptRuns()
    assert grade(Injected(sandbox), detach, RIGHT + b"raise " + error + b"\n", kept).verdict == verdict
    assert count(kept) == 0


def test_runs_of_equal_numbers_do_not_stand_for_each_other(sandbox: Sandbox, detach: Exercise) -> None:
    """Two hidden runs with the same numbers are two runs: where one passed a limit, the other's record is not taken for it."""
    fixed = edited(b"hidden_runs = 1", b"hidden_runs = 2")(detach)
    fixed = edited(b'"integers"', b'"fixed"')(fixed)
    ends = iter([None, ended(Ending.MEMORY_LIMIT)])
    first = KeptRuns()
    answer = where(lambda job: not is_reference(job), lambda _: next(ends, None))
    assert grade(Injected(sandbox, answer), fixed, RIGHT, first).verdict == "memory_limit_exceeded"
    injected, again = Injected(sandbox), KeptRuns(first.to_bytes())
    grade(injected, fixed, RIGHT, again)
    assert (count(first), learners(injected), again.nothing_was_run) == (2, 1, False)


@pytest.mark.parametrize("data", [b"", b"no such thing", KeptRuns.__doc__.encode()], ids=["empty", "other", "text"])
def test_what_cannot_be_read_is_not_there(sandbox: Sandbox, detach: Exercise, data: bytes) -> None:
    """Bytes that another version of this program kept, or a broken disk, cost a run and nothing else."""
    injected, kept = Injected(sandbox), KeptRuns(data)
    assert grade(injected, detach, RIGHT, kept).verdict == "accepted"
    assert learners(injected) == 2


def test_damaged_bytes_are_never_judged(sandbox: Sandbox, detach: Exercise) -> None:
    """Kept bytes of which one was changed, or the end is missing, hold no run."""
    data = stored(sandbox, detach)
    for damaged in (data[:-1], data[: len(data) // 2], data[:-3] + b"\0\0\0"):
        injected = Injected(sandbox)
        assert grade(injected, detach, RIGHT, KeptRuns(damaged)).verdict == "accepted"
        assert learners(injected) == 2


def test_no_more_is_kept_than_asked_for(sandbox: Sandbox, detach: Exercise) -> None:
    """Runs that show more than the limit are not kept, and a program that prints much fills no database."""
    kept = KeptRuns(limit_bytes=4096)
    assert grade(Injected(sandbox), detach, RIGHT + b"print('x' * 4096)\n", kept).verdict == "accepted"
    assert count(kept) == 0


def test_other_submissions_runs_are_not_looked_at(sandbox: Sandbox, detach: Exercise) -> None:
    """Without anything kept every run is made, in however many attempts the same program was graded before."""
    injected = Injected(sandbox)
    grader = Grader(injected, SECRET)
    for _ in range(2):
        assert grader.grade(detach, RIGHT, "one", kept=KeptRuns()).verdict == "accepted"
    assert learners(injected) == 4


def test_numeric_derivatives_are_kept_too(sandbox: Sandbox, catalog: ExerciseCatalog) -> None:
    """A rejected function whose own forward is differentiated to explain it runs for that once, and not again."""
    lesson = catalog.get("custom-backward")
    wrong = [proof for proof in lesson.proofs if not proof.accepted][1].source
    lesson = replace(lesson, proofs=())
    first, made = KeptRuns(), Injected(sandbox)
    before = grade(made, lesson, wrong, first)
    assert any(job.derive for job in made.jobs)
    injected, again = Injected(sandbox), KeptRuns(first.to_bytes())
    after = grade(injected, lesson, wrong, again)
    own = [job for job in injected.jobs if not is_reference(job) and job.draw_seed is None]
    assert (before.verdict, own, told(after)) == ("wrong_answer", [], told(before))


def test_a_kept_run_is_not_begun_beside(sandbox: Sandbox, detach: Exercise) -> None:
    """The hidden run that would go beside the public one is not begun where it is kept."""
    begun: list[bytes] = []

    def begin(job: bytes, _: Limits) -> None:
        begun.append(job)

    data = stored(sandbox, detach)
    for kept, expected in ((KeptRuns(), 1), (KeptRuns(data), 1)):
        grader = Grader(Injected(sandbox), SECRET, begin=begin)
        assert grader.grade(detach, RIGHT, "one", kept=kept).verdict == "accepted"
        assert len(begun) == expected


def test_giving_way_makes_no_other_run() -> None:
    """Whether a run gave way to others says nothing of what it showed; every limit does, and so does the environment."""
    limits, environment = Limits(), {"torch": "2.13.0"}
    key = run_key(b"job", limits, environment)
    assert run_key(b"job", replace(limits, gives_way=True), environment) == key
    assert run_key(b"job", limits, environment, 1) != key
    others = [replace(limits, **{name: getattr(limits, name) + 1}) for name in vars(limits) if name != "gives_way"]
    keys = [run_key(b"job", other, environment) for other in others]
    keys += [run_key(b"jobs", limits, environment), run_key(b"job", limits, {"torch": "2.14.0"})]
    assert len({key, *keys}) == 1 + len(keys) == 8
