"""The publishing gate: every question that an exercise has to answer before a learner sees it, in order.

    format -> languages, proofs, scenario, draws -> reference -> second oracle, variants, checks can fail -> empty answers
           -> accepted proofs, rejected proofs -> mutants -> checks are needed, tolerances

What stands behind a gate that cannot be passed (an exercise that does not load, a reference that fails) is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from grader.authoring import drawing, mutants, numbers, programs, texts
from grader.authoring.bench import Bench, Progress, Silence
from grader.authoring.report import Fate, Gate, Margin, Remark, Report, gate
from grader.errors import ExerciseError, SandboxError
from grader.exercise import Exercise, load_exercise
from grader.running import RunsPrograms


def check_folder(
    folder: Path, sandbox: RunsPrograms, secret: bytes, progress: Progress | None = None, workers: int = 2
) -> Report:
    """Ask one exercise folder everything. Trouble with the sandbox stands in `Report.broken`, it is no refusal."""
    try:
        exercise = load_exercise(folder)
    except ExerciseError as error:
        refused = gate("format", [(True, _unreadable(error))])
        return Report(str(folder), folder.resolve().name, "", (refused,))
    return check_exercise(exercise, sandbox, secret, progress, workers, path=str(folder))


def check_exercise(
    exercise: Exercise,
    sandbox: RunsPrograms,
    secret: bytes,
    progress: Progress | None = None,
    workers: int = 2,
    *,
    path: str = "",
) -> Report:
    """Ask an exercise that could be read everything; `check_folder` says of what."""
    asking = Asking(Bench.of(exercise, sandbox, secret, progress or Silence(), workers))
    gates: list[Gate] = []
    broken = ""
    try:
        gates.extend(asking.gates())
    except SandboxError as error:
        broken = str(error)
    except ExerciseError as error:  # a variant that cannot be drawn is only noticed when it is
        gates.append(gate("variants", [(True, _unreadable(error))]))
    return Report(
        path=path,
        slug=exercise.slug,
        version=exercise.version,
        gates=tuple(gates),
        mutants=tuple(asking.mutants),
        margins=tuple(asking.margins),
        environment=sandbox.environment,
        broken=broken,
    )


def _unreadable(error: ExerciseError) -> Remark:
    place = f"{error.key}: " if error.key else ""
    return Remark(_name_of(error), f"{place}{error.problem}", error.file)


def _name_of(error: ExerciseError) -> str:
    """The refusal's name, for what authors get wrong most often."""
    if error.file.startswith("statement."):
        return "statement_missing" if "missing" in error.problem else "statement_unreadable"
    if error.key == "check" or "weight above 0" in error.problem:
        return "no_checks"
    if "file is missing" in error.problem:
        return "file_missing"
    # A rule that spans several keys has no key of its own: its problem starts with the name of the table.
    if error.key.startswith("given.") or error.problem.startswith("given."):
        return "variants_impossible"
    return "format_broken"


class Asking:
    """One exercise under way through the gates; keeps what later gates and the report need of earlier ones."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self.mutants: list[Fate] = []
        self.margins: list[Margin] = []

    def gates(self) -> Iterator[Gate]:
        """Each gate as it is decided."""
        exercise: Exercise = self._bench.exercise
        yield gate(
            "format", [], [f"version {exercise.version[:19]}…, {len(exercise.files)} files, kind {exercise.spec.kind}"]
        )
        yield texts.languages(exercise)
        yield texts.proofs(exercise)
        source = texts.scenario(exercise)
        if source is not None:
            yield source
            if not source.passed:
                return
        drawn = drawing.draws(self._bench)
        if drawn is not None:
            yield drawn
            if not drawn.passed:
                return
        problem = programs.reference_problem(self._bench)
        if problem is not None:
            yield gate("reference", [(True, problem)])
            return
        yield from self._proven()

    def _proven(self) -> Iterator[Gate]:
        asked, honest = programs.reference(self._bench)
        yield asked
        oracle = drawing.second_oracle(self._bench)
        if oracle is not None:
            yield oracle
        shown = honest[0].examined.views[0]
        yield numbers.varying(honest[0])
        yield numbers.fallible(shown)
        yield programs.empty_answers(self._bench, shown)
        asked, accepted = programs.accepted_proofs(self._bench)
        yield asked
        asked, rejected = programs.rejected_proofs(self._bench)
        yield asked
        asked, self.mutants, killed = mutants.mutation(self._bench)
        yield asked
        wrong = [*rejected, *killed]
        yield numbers.needed(wrong, self._bench.exercise.spec)
        asked, self.margins = numbers.tolerances([*honest, *accepted], wrong)
        yield asked
