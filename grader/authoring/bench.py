"""The bench on which the gate tries programs: one exercise, one sandbox, a few programs at a time."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from grader.errors import SandboxError
from grader.exercise import Exercise
from grader.exercise_format import NameTable
from grader.grading import PUBLIC, Examination, Grader
from grader.observations import Observation
from grader.running import RunsPrograms, adopted_values
from grader.verdict import Verdict

Item = TypeVar("Item")
Result = TypeVar("Result")
_VARIANTS_LOOKED_CLOSER = 4


class Progress(Protocol):
    """Is told how far the gate is."""

    def begin(self, gate: str, steps: int) -> None:
        """A gate with so many programs to try begins."""

    def step(self) -> None:
        """One more was tried."""


class Silence:
    """Progress that nobody watches."""

    def begin(self, gate: str, steps: int) -> None:
        """Say nothing."""

    def step(self) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Bench:
    """Tries programs for one exercise. ``secret`` draws the variants, as it does when learners are graded."""

    exercise: Exercise
    sandbox: RunsPrograms
    secret: bytes
    grader: Grader
    progress: Progress
    workers: int = 2

    @classmethod
    def of(
        cls, exercise: Exercise, sandbox: RunsPrograms, secret: bytes, progress: Progress, workers: int = 2
    ) -> Bench:
        """A bench with nothing on it yet."""
        grader = Grader(sandbox, secret, likeness_seconds=math.inf)  # here nobody waits, and luck should not decide
        return cls(exercise, sandbox, secret, grader, progress, workers)

    @property
    def pool(self) -> tuple[int, ...]:
        """The indices of all hidden variants."""
        return tuple(range(self.exercise.spec.variants))

    def examine(self, source: bytes, chosen: Sequence[int] = ()) -> Examination:
        """Try a program with the published numbers and some variants. Raises `SandboxError` where the fault is ours."""
        examined = self.grader.examine(self.exercise, source, chosen)
        verdict, _ = examined.outcome
        if verdict is Verdict.INTERNAL_ERROR:
            reasons = [run.reason for run in examined.runs if run.verdict is Verdict.INTERNAL_ERROR]
            raise SandboxError(f"a program could not be run: {reasons[0]}")
        return examined

    def accepted(self, source: bytes, chosen: Sequence[int]) -> bool:
        """Whether a program passes everything; the variants are only tried if it passes with the published numbers."""
        return all(self.examine(source, each).outcome[0] is Verdict.ACCEPTED for each in ((), chosen))

    def each(self, gate: str, items: Iterable[Item], attempt: Callable[[Item], Result]) -> list[Result]:
        """Try several programs at a time and tell how far that is."""

        def told(item: Item) -> Result:
            try:
                return attempt(item)
            finally:
                self.progress.step()

        waiting = list(items)
        self.progress.begin(gate, len(waiting))
        with ThreadPoolExecutor(self.workers) as threads:
            return list(threads.map(told, waiting))

    # --- looking closer ------------------------------------------------------------------------------------------

    def observed_closely(self, source: bytes) -> list[Observation | None]:
        """What a program shows in the reference's place, in float64, on several variants and in more names than declared.

        Values that the exercise adopts are the reference's first own, so that two programs asked one after the other get the same.
        """
        exercise = looked_at_closely(self.exercise)
        indices = (PUBLIC, *self.pool[:_VARIANTS_LOOKED_CLOSER])
        shown = []
        for index in indices:
            inputs = self.grader.inputs(exercise, index)
            own = self.grader.reference(exercise, inputs, {})
            adopted = adopted_values(exercise, own) if own is not None else {}
            shown.append(self.grader.reference(exercise, inputs, adopted, source))
        return shown


def looked_at_closely(exercise: Exercise) -> Exercise:
    """The exercise with every variable of the reference observed, and what it keeps in objects.

    Its grading hash is another one, so that observations of the two are never taken for each other.
    """
    names = dict(exercise.spec.names)
    for name in [*_module_variables(exercise.reference), *_kept_in_objects(exercise)]:
        names.setdefault(name, NameTable(optional=True))
    spec = exercise.spec.model_copy(update={"names": names})
    return replace(exercise, spec=spec, grading_hash=f"{exercise.grading_hash}:closely")


def _module_variables(source: bytes) -> list[str]:
    tree = ast.parse(source)
    stored = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return [name for name in dict.fromkeys(stored) if name != "_"]


def _kept_in_objects(exercise: Exercise) -> list[str]:
    """``model.a`` for every module-level object and every attribute that a class of the reference assigns to ``self``."""
    tree = ast.parse(exercise.reference)
    kept = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    ]
    own_classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    objects = [
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for target in node.targets
        if isinstance(target, ast.Name) and ast.unparse(node.value.func) in own_classes
    ]
    return [f"{name}.{attribute}" for name in objects for attribute in dict.fromkeys(kept)]
