"""Attacks our own sandbox with a corpus of hostile programs and looks, from outside, at what came of each.

Each attack runs beside an honest program and is followed by others, whose results must be the usual ones to the last digit.
Before and after it processes, descriptors and what attacks can leave on a machine are compared. Canaries lie in the
environment and memory of this process, in the deployment's secret, in the reference solution and in the hidden numbers: none
may appear in any output. What an attack and the honest programs are is said in `grader.attack_corpus`.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import secrets
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from grader import variants
from grader.attack_corpus import CONTROLS, DEFAULT_EXERCISE, Attack, CorpusError
from grader.exercise import Exercise, ExerciseCatalog, Proof
from grader.exercise_format import FLOAT_DTYPES, LimitsTable
from grader.grading import PUBLIC, Graded, Grader, Inputs
from grader.leftovers import Snapshot, adopting_orphans, resident_bytes, settled_since
from grader.paths import bundled_exercises
from workers.sandbox import Limits, Outcome, Sandbox

ESCAPED = b"ESCAPED"
"""What an attack prints when it got what it wanted."""
SMALL_LIMITS = LimitsTable(cpu_seconds=1.5, wall_seconds=4.0, memory_mb=256, output_kb=64)
"""Limits of the exercises' copies that attacks are graded for: exhausting them takes little time and memory."""
BOUND_SECONDS = 180.0
"""What no attack may reach, whatever the machine: some two runs, their controls, and the time to end them by force."""

_VARIANT_STEP = 2.0**-10
_TELLING_DIGITS, _TELLING_ALONE = 5, 7
"""Digits that make a number worth looking for, and such that nobody writes by chance."""
_ENVIRONMENT_CANARY = "TORCHGRADER_CANARY"


@dataclass(frozen=True)
class Result:
    """What came of one attack: empty ``problems`` mean that it was contained."""

    attack: Attack
    verdict: str
    seconds: float
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What came of all attacks, and what the machine looked like before and after them."""

    results: tuple[Result, ...]
    sandbox: tuple[str, ...]
    resident_bytes: tuple[int, int]

    @property
    def held(self) -> bool:
        """Whether every attack was contained."""
        return not any(result.problems for result in self.results)

    @property
    def families(self) -> dict[str, tuple[int, int]]:
        """Family to how many attacks there were and how many were contained."""
        counts: dict[str, tuple[int, int]] = {}
        for result in self.results:
            tried, contained = counts.get(result.attack.family, (0, 0))
            counts[result.attack.family] = (tried + 1, contained + (not result.problems))
        return counts

    @property
    def seconds(self) -> float:
        """How long the attacks themselves took, without the honest programs behind them."""
        return sum(each.seconds for each in self.results)

    def to_json(self) -> dict[str, Any]:
        """The report for programs."""
        return {
            "held": self.held,
            "families": {name: {"attacks": tried, "contained": held} for name, (tried, held) in self.families.items()},
            "failed": [
                {"attack": each.attack.id, "tried": each.attack.sentence, "problems": list(each.problems)}
                for each in self.results
                if each.problems
            ],
            "sandbox": list(self.sandbox),
            "resident_bytes": {"before": self.resident_bytes[0], "after": self.resident_bytes[1]},
            "seconds": round(self.seconds, 1),
        }


class _Overheard:
    """A sandbox that remembers what came out of it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._outcomes: list[Outcome] = []
        self.environment = sandbox.environment

    def run(self, job: bytes, limits: Limits) -> Outcome:
        """Run one job."""
        outcome = self._sandbox.run(job, limits)
        self._outcomes.append(outcome)
        return outcome

    def stand_by(self) -> None:
        """Have children wait for what comes next, as they do in a worker."""
        self._sandbox.stand_by()

    def stand_down(self) -> None:
        """Have none wait, so that whatever is left is left by somebody else."""
        self._sandbox.stand_down()

    def taken(self) -> list[Outcome]:
        """What came out since the last time this was asked."""
        outcomes, self._outcomes = self._outcomes, []
        return outcomes


def attacked_copy(exercise: Exercise, limits: LimitsTable, canary: str) -> Exercise:
    """The exercise with small limits, telling hidden numbers, and a canary in its reference solution.

    Its grading hash is its own: what the reference shows is kept by that hash.
    """
    spec = exercise.spec
    if all(set(table.dtypes) <= set(FLOAT_DTYPES) for table in spec.names.values()):
        telling = {"vary": "reals", "step": _VARIANT_STEP}
        given = {
            name: each.model_copy(update=telling if each.vary != "fixed" else {}) for name, each in spec.given.items()
        }
        spec = spec.model_copy(update={"given": given})
    if exercise.slug != DEFAULT_EXERCISE:
        own = {"cpu_seconds": spec.limits.cpu_seconds, "wall_seconds": spec.limits.wall_seconds}
        limits = limits.model_copy(update=own)
    spec = spec.model_copy(update={"limits": limits, "variants": 1})
    reference = exercise.reference + f"\n_canary = {canary!r}\n".encode()
    files = {**exercise.files, "reference.py": reference}
    return replace(exercise, spec=spec, files=files, grading_hash=f"{exercise.grading_hash}:attacked")


class Range:
    """Where attacks are tried: one sandbox, copies of the exercises with small limits, canaries, honest programs.

    Args:
        exercises: folder of the exercises that attacks name; the bundled ones if None.
        concurrency: how many programs may run at once.
        limits: those that attacks are graded with; where many run at once the wall clock has to be generous.
    """

    def __init__(self, exercises: Path | None = None, concurrency: int = 2, limits: LimitsTable = SMALL_LIMITS) -> None:
        self._concurrency = concurrency
        self._limits = limits
        self._catalog = ExerciseCatalog(exercises or bundled_exercises())
        self._copies: dict[str, Exercise] = {}
        self._stack = ExitStack()
        self._canaries = {name: f"canary-{secrets.token_hex(12)}" for name in ("environment", "reference", "secret")}

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.enter_context(adopting_orphans())
            self.bystanders = Snapshot.take().processes
            os.environ[_ENVIRONMENT_CANARY] = self._canaries["environment"]
            stack.callback(os.environ.pop, _ENVIRONMENT_CANARY, None)
            sandbox = stack.enter_context(Sandbox(concurrency=self._concurrency))
            self._overheard = _Overheard(sandbox)
            secret = self._canaries["secret"].encode()
            self._grader = Grader(self._overheard, secret)
            self._honest = Grader(sandbox, secret)
            self._secret = secret
            self._strings = [*self._canaries.values(), *_strings_of_ours()]
            self._usual = {name: _lasting(self._control(name)) for name in CONTROLS}
            self._require_usual_verdicts()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def layers(self) -> tuple[str, ...]:
        """The sandbox's layers in force."""
        return tuple(self._overheard.environment["sandbox"])  # type: ignore[arg-type]

    def resident_bytes(self) -> int:
        """Memory of this process and those beneath it."""
        return resident_bytes(self.snapshot().processes | {os.getpid()})

    def snapshot(self) -> Snapshot:
        """What there is now of processes, descriptors and traces, without those that were there before."""
        return Snapshot.take(self.bystanders)

    def unexpected(self, attack: Attack) -> str | None:
        """Grade an attack and look at nothing but its verdict: None if it is one that the attack may get. Thread-safe."""
        graded = self._honest.grade(self._copy(attack.exercise), attack.source, attack.id)
        return None if graded.verdict in attack.expect else f"{attack.id}: {graded.verdict} {graded.reason}".rstrip()

    def different(self, control: str) -> str | None:
        """Grade one of the `CONTROLS`: None if its result is the usual one to the last digit. Thread-safe."""
        return next(iter(self._differences(control, "meanwhile")), None)

    def proofs(self) -> list[tuple[Exercise, Proof]]:
        """Honest programs of every exercise, right and wrong ones."""
        exercises = map(self._catalog.get, self._catalog.slugs())
        return [(exercise, proof) for exercise in exercises for proof in exercise.proofs]

    def misjudged(self, exercise: Exercise, proof: Proof) -> str | None:
        """Grade one of the `proofs`: None if it is accepted or not as its folder says. Thread-safe."""
        name = f"{exercise.slug}/{proof.file}"
        graded = self._honest.grade(exercise, proof.source, name)
        fits = graded.verdict != "internal_error" and (graded.verdict == "accepted") is proof.accepted
        return None if fits else f"{name}: {graded.verdict} {graded.reason}".rstrip()

    def attack(self, attack: Attack) -> Result:
        """Try one attack, with honest programs beside and behind it."""
        exercise = self._copy(attack.exercise)
        before = self.snapshot()
        self._overheard.stand_by()
        begun = time.monotonic()
        with ThreadPoolExecutor(1) as beside:
            companion = beside.submit(self._differences, "right", "beside it")
            self._overheard.taken()
            graded = self._grader.grade(exercise, attack.source, attack.id)
            heard = self._overheard.taken()
        seconds = time.monotonic() - begun
        problems = [*companion.result(), *(each for name in CONTROLS for each in self._differences(name, "after it"))]
        self._overheard.stand_down()
        problems += settled_since(before, self.bystanders)
        problems += self._judge(attack, graded, heard, seconds)
        problems += self._leaks(attack, graded, heard)
        return Result(attack, graded.verdict, seconds, tuple(problems))

    def _judge(self, attack: Attack, graded: Graded, heard: Sequence[Outcome], seconds: float) -> Iterator[str]:
        if graded.verdict not in attack.expect:
            failed = ", ".join(check.id for check in graded.checks if not check.passed) or "none"
            told = f"; {graded.reason or graded.error or ''}; checks that failed: {failed}"
            yield f"the verdict is {graded.verdict}, expected {' or '.join(sorted(attack.expect))}{told}"
        for each in heard:
            if ESCAPED in each.stdout:
                said = each.stdout[each.stdout.index(ESCAPED) :]
                yield f"it escaped: {said[:200].decode(errors='replace')!r}"
        if seconds > BOUND_SECONDS:
            yield f"it took {seconds:.0f} s"

    # --- honest programs -----------------------------------------------------------------------------------------

    def _control(self, name: str) -> Graded:
        return self._honest.grade(self._catalog.get(DEFAULT_EXERCISE), CONTROLS[name], f"control {name}")

    def _require_usual_verdicts(self) -> None:
        for name, usual in self._usual.items():
            wanted = "wrong_answer" if name == "wrong" else "accepted"
            if usual["verdict"] != wanted:
                raise CorpusError(
                    f"the honest program {name!r} gets {usual['verdict']} before any attack: {usual['reason']}"
                )

    def _differences(self, name: str, when: str) -> list[str]:
        found, usual = _lasting(self._control(name)), self._usual[name]
        differing = sorted(key for key in usual if found[key] != usual[key])
        return [f"the honest program {name!r} {when} differs in {key}: {found[key]!r}" for key in differing]

    # --- canaries ------------------------------------------------------------------------------------------------

    def _copy(self, slug: str) -> Exercise:
        if slug not in self._copies:
            self._copies[slug] = attacked_copy(self._catalog.get(slug), self._limits, self._canaries["reference"])
        return self._copies[slug]

    def _leaks(self, attack: Attack, graded: Graded, heard: Sequence[Outcome]) -> Iterator[str]:
        """Canaries in anything that came out, and hidden numbers in what is shown or stored."""
        shown = json.dumps([_lasting(graded), graded.to_json("en")["checks"]], ensure_ascii=False)
        told = attack.source.decode("utf-8", "replace")
        raw = b"\n".join(part for each in heard for part in (each.record, each.stdout, each.stderr))
        everything = raw.decode("utf-8", "replace") + shown
        yield from (f"{each!r} leaked" for each in self._strings if each in everything and each not in told)
        leaked = [
            text for text in self.hidden_numbers(attack) if re.search(rf"(?<![\d.]){re.escape(text)}(?!\d)", shown)
        ]
        if len(leaked) > 1 or any(_digits(text) >= _TELLING_ALONE for text in leaked):
            yield from (f"the hidden number {text} leaked" for text in leaked)

    def hidden_numbers(self, attack: Attack) -> set[str]:
        """Given and expected values of its hidden runs as they may be written, without those that the public run shows."""
        exercise = self._copy(attack.exercise)
        chosen = variants.chosen_variants(exercise, self._secret, attack.id)
        public, *hidden = (self._numbers_written(exercise, index) for index in (PUBLIC, *chosen))
        return set().union(*hidden) - public

    def _numbers_written(self, exercise: Exercise, index: int) -> set[str]:
        numbers = _numbers(self._grader, exercise, self._grader.inputs(exercise, index))
        return {text for number in numbers for text in _written(number)}


def _numbers(grader: Grader, exercise: Exercise, inputs: Inputs) -> Iterator[float]:
    for tensor in (inputs.values or {}).values():
        yield from struct.unpack(f"<{len(tensor.data) // 8}d", tensor.data)
    reference = grader.reference(exercise, inputs, {})
    for binding in reference.names.values() if reference is not None else ():
        for shown in (binding.value, binding.grad):
            if shown is not None and shown.dtype == "float64":
                yield from struct.unpack(f"<{len(shown.data) // 8}d", shown.data)


def _written(number: float) -> set[str]:
    """Ways to write a number, without those that are too short to tell anything."""
    single = ctypes.c_float(number).value
    ways = {repr(number), repr(single), f"{number:.4f}", f"{number:.6g}"}
    return {way for way in ways if _digits(way) >= _TELLING_DIGITS}


def _digits(text: str) -> int:
    """Digits of a number that say something."""
    return len(text.strip("-0.").replace(".", ""))


def _lasting(graded: Graded) -> dict[str, Any]:
    """The result as it is stored, without what differs between two honest runs of one program."""
    record = graded.to_record()
    return {key: value for key, value in record.items() if key not in ("timing", "environment", "exercise_version")}


def _strings_of_ours() -> list[str]:
    """Sentences from files that no program may read."""
    here = Path(__file__).resolve().parent
    found = [
        (here / name).read_text(encoding="utf-8").splitlines()[0].strip('"') for name in ("verdict.py", "judging.py")
    ]
    with Path("/etc/passwd").open(encoding="utf-8", errors="replace") as accounts:
        found.append(accounts.readline().strip())
    return [each for each in found if each]


def run_attacks(
    attacks: Sequence[Attack], exercises: Path | None = None, tell: Callable[[Result], None] | None = None
) -> Report:
    """Try the attacks one after the other.

    Args:
        attacks: what `load_attacks` found.
        exercises: folder of the exercises that they name; the bundled ones if None.
        tell: called with each result as it comes, for progress.

    Raises:
        CorpusError: the honest programs fail before any attack.
        SandboxError: there is no sandbox to attack.
        UnknownExerciseError: an attack names an exercise that there is not.
    """
    results: list[Result] = []
    with Range(exercises) as place:
        resident = place.resident_bytes()
        for attack in attacks:
            results.append(place.attack(attack))
            if tell is not None:
                tell(results[-1])
        return Report(tuple(results), place.layers, (resident, place.resident_bytes()))


def failures(results: Sequence[Result]) -> str:
    """What went wrong, a paragraph for each attack."""
    return "\n".join(
        f"{each.attack.id} ({each.attack.sentence})\n" + "\n".join(f"    {problem}" for problem in each.problems)
        for each in results
        if each.problems
    )
