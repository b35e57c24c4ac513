r"""The whole pipeline: observe the learner, observe the reference, check, diagnose, fold.

    source -> public run, hidden runs -> observations --\
                                                         views -> judged checks -> diagnosis -> verdict
    reference -> the same inputs, cached -> observations --/

Learner and reference never meet: each run is a child of its own, and only plain data comes back.
"""

from __future__ import annotations

import base64
import hashlib
import threading
import time
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from grader import diagnosis, judging, telling, variants
from grader.errors import GraderError
from grader.exercise import Exercise
from grader.findings import View
from grader.judging import Judged
from grader.kept_runs import KeptRuns
from grader.learner_runs import LearnerRuns
from grader.observation_cache import ObservationCache, fingerprint
from grader.observations import ErrorFacts, Job, Observation, Tensor, encode
from grader.proof_runs import ProofRuns
from grader.results import Graded
from grader.running import (
    Begin,
    Run,
    RunsPrograms,
    adopted_values,
    derivatives_job,
    draw_job,
    finished_run,
    forgiven_ending,
    learner_job,
    limits_of,
    reference_job,
)
from grader.verdict import CheckScore, Verdict, fold
from workers.sandbox import Limits, SandboxError

__all__ = ["PUBLIC", "Examination", "Graded", "Grader", "Inputs"]

_LARGEST_SOURCE = 1 << 20
_LIKENESS_SECONDS = 4.0
_ADOPTING_OBSERVATIONS, _ADOPTING_BYTES = 256, 16 << 20
_MakesJob = Callable[[], Job]
PUBLIC = -1
"""The index of the run with the published numbers."""
DEPLOYMENT_CAP = Limits(cpu_seconds=60.0, wall_seconds=120.0, memory_bytes=4 << 30, output_bytes=1 << 20)


@dataclass(frozen=True)
class Inputs:
    """The given values of one run; ``index`` is the variant's, -1 for the published numbers."""

    index: int
    values: Mapping[str, Tensor] | None


@dataclass(frozen=True)
class Examination:
    """What a program's runs showed beside the reference's, and how each check fared; ``runs[0]`` is the public run.

    There are as many ``views`` as ``runs``, or none where the program was refused unread or the fault is ours.
    """

    inputs: tuple[Inputs, ...]
    runs: tuple[Run, ...]
    views: tuple[View, ...] = ()
    judged: tuple[Judged, ...] = ()

    @property
    def outcome(self) -> tuple[Verdict, float | None]:
        """Verdict and score."""
        scores = [CheckScore(each.weight, each.finding is None, each.advisory) for each in self.judged]
        return fold([run.verdict for run in self.runs], scores)


class _Attempt(NamedTuple):
    """Whether an attempt is background work, and what is kept of its runs."""

    background: bool
    kept: KeptRuns | None


_NO_ATTEMPT = _Attempt(background=False, kept=None)


class Grader:
    """Grades programs in one sandbox. Safe to use from several threads.

    Args:
        sandbox: runs the programs.
        secret: draws the hidden variants.
        cap: above which no exercise's limits reach.
        likeness_seconds: how long to look for the rejected proof that a program is like.
        begin: lets the first hidden run take place beside the public one while nothing else is graded; left out, one
            follows the other.
    """

    def __init__(
        self,
        sandbox: RunsPrograms,
        secret: bytes,
        cap: Limits = DEPLOYMENT_CAP,
        likeness_seconds: float = _LIKENESS_SECONDS,
        begin: Begin | None = None,
    ) -> None:
        self._sandbox = sandbox
        self._secret = secret
        self._cap = cap
        self.likeness_seconds = likeness_seconds
        self._begin = begin
        self._values = variants.KeptValues(secret)
        self._cache = ObservationCache()
        # Values of learners' own are without number and seldom come again: they take no room from the others.
        self._adopting = ObservationCache(_ADOPTING_OBSERVATIONS, _ADOPTING_BYTES)
        self._counting = threading.Lock()
        self._under_way = 0
        self._thread = threading.local()

    def grade(
        self,
        exercise: Exercise,
        source: bytes,
        submission_id: str,
        device: str = "cpu",
        *,
        background: bool = False,
        kept: KeptRuns | None = None,
    ) -> Graded:
        """The result of one attempt. Trouble of ours is an internal error of the result, never an exception.

        Args:
            exercise: what is graded against.
            source: the program.
            submission_id: chooses the hidden variants.
            device: told in the result.
            background: nobody waits for it, so its runs give way to others'.
            kept: runs of this program that need not be made again; those that are made are put there.
        """
        begun = time.perf_counter()
        with self._counted(background=background, kept=kept):
            try:
                exercise.require_device(device)
                chosen = variants.chosen_variants(exercise, self._secret, submission_id)
                examined = self.examine(exercise, source, chosen)
            except GraderError as problem:
                examined = _our_fault(str(problem))
            return self._result(exercise, source, examined, begun, device)

    def examine(self, exercise: Exercise, source: bytes, chosen: Sequence[int]) -> Examination:
        """Run the program with the published numbers and with those of the chosen variants, and judge what it showed.

        Raises:
            ExerciseError: a variant cannot be computed.
        """
        refused = _refused_source(source)
        if refused is not None:
            return Examination((), (refused,))
        inputs = tuple(self.inputs(exercise, each) for each in (PUBLIC, *chosen))
        try:
            runs = self._observe_learner(exercise, source, inputs)
            inputs = inputs[: len(runs)]
            views = [self._view(exercise, run, each) for run, each in zip(runs, inputs, strict=True)]
            runs = [self._fault_found(exercise, run, each) for run, each in zip(runs, inputs, strict=True)]
        except SandboxError as problem:
            return _our_fault(str(problem), inputs)
        return Examination(inputs, tuple(runs), tuple(views), tuple(judging.judge(exercise.spec, views)))

    def inputs(self, exercise: Exercise, index: int) -> Inputs:
        """The given values of one variant of the pool, or for `PUBLIC` the published ones."""
        return Inputs(index, None if index == PUBLIC else self._values.variant(exercise, index))

    # --- observing -----------------------------------------------------------------------------------------------

    def _observe_learner(self, exercise: Exercise, source: bytes, inputs: Sequence[Inputs]) -> list[Run]:
        """The public run, then the hidden ones even where it failed; after a first time limit no more.

        The first hidden run may begin beside the public one. It counts for what it would have counted for after it.
        """
        runs: list[Run] = []
        with self._learner_runs(exercise) as program:
            self._begin_beside(program, exercise, source, inputs[1:2])
            for each in inputs:
                run = program.run(self._learner_job(exercise, source, each))
                if each.index != PUBLIC:
                    run = forgiven_ending(run)
                if judging.excused(exercise.spec, run.observation) and run.verdict is Verdict.RUNTIME_ERROR:
                    run = replace(run, verdict=Verdict.ACCEPTED)
                runs.append(run)
                if run.verdict in (Verdict.TIME_LIMIT_EXCEEDED, Verdict.SYNTAX_ERROR):
                    break
        return runs

    def _begin_beside(self, program: LearnerRuns, exercise: Exercise, source: bytes, inputs: Sequence[Inputs]) -> None:
        """Begin the run for the first of these inputs where nothing else is graded."""
        if inputs and self._begin is not None and self._under_way == 1:
            # What cannot be drawn now is told when its turn comes, if it does.
            with suppress(SandboxError):
                program.begin(self._learner_job(exercise, source, inputs[0]), self._begin)

    def _learner_runs(self, exercise: Exercise) -> LearnerRuns:
        return LearnerRuns(self._sandbox, self._limits(exercise), kept=self._attempt.kept)

    @contextmanager
    def _counted(self, *, background: bool, kept: KeptRuns | None) -> Iterator[None]:
        """One more attempt is graded, in this thread, and this is what is known of it."""
        around, self._thread.attempt = self._attempt, _Attempt(background, kept)
        with self._counting:
            self._under_way += 1
        try:
            yield
        finally:
            with self._counting:
                self._under_way -= 1
            self._thread.attempt = around

    @property
    def _attempt(self) -> _Attempt:
        """The attempt that this thread grades."""
        return getattr(self._thread, "attempt", _NO_ATTEMPT)

    def _learner_job(self, exercise: Exercise, source: bytes, inputs: Inputs) -> Job:
        job = learner_job(exercise, source, self._values.published(exercise), inputs.values)
        return self._with_drawn(exercise, job, inputs.index)

    def _with_drawn(self, exercise: Exercise, job: Job, variant: int) -> Job:
        """The job with a scenario's inputs, where there is one. Raises `SandboxError` as `_drawn` does."""
        return job if exercise.scenario is None else replace(job, inputs=self._drawn(exercise, variant))

    def _execute(self, exercise: Exercise, job: Job) -> Run:
        """One run in one child. Raises `SandboxError` where it could not take place, which is never the program's fault."""
        return finished_run(self._sandbox.run(encode(job), self._limits(exercise)))

    def _limits(self, exercise: Exercise) -> Limits:
        return limits_of(exercise, self._cap, gives_way=self._attempt.background)

    def _drawn(self, exercise: Exercise, variant: int) -> dict[str, Tensor]:
        """A scenario's inputs for one variant, drawn in a run of their own. Raises `SandboxError` if there are none."""
        seed = variants.draw_seed(exercise, self._secret, variant)
        key = (exercise.grading_hash, "draw", variant)
        observed = self._shown(self._cache, key, exercise, lambda: draw_job(exercise, seed))
        if observed is None or observed.error is not None:
            raise SandboxError("the scenario could not draw its inputs")
        return {name: binding.value for name, binding in observed.names.items() if binding.value is not None}

    def reference(
        self, exercise: Exercise, inputs: Inputs, adopted: Mapping[str, Tensor], source: bytes | None = None
    ) -> Observation | None:
        """What the reference (or another program in its place) shows for these inputs; None if it brings no observation.

        Raises:
            SandboxError: it could not be run, which says nothing about the inputs.
        """

        def job() -> Job:
            made = reference_job(exercise, self._values.published(exercise), inputs.values, adopted, source)
            return self._with_drawn(exercise, made, inputs.index)

        program = hashlib.sha256(source).hexdigest() if source is not None else ""
        key = (exercise.grading_hash, program, inputs.index, fingerprint(adopted))
        cache = self._adopting if adopted else self._cache
        return self._shown(cache, key, exercise, job, errors_too=source is not None)

    def reference_run(self, exercise: Exercise, inputs: Inputs) -> Run:
        """One fresh run of the reference for these inputs, with how it ended. Raises `SandboxError` as `reference` does."""
        job = reference_job(exercise, self._values.published(exercise), inputs.values, {})
        return self._execute(exercise, self._with_drawn(exercise, job, inputs.index))

    def derivatives(self, exercise: Exercise, source: bytes, inputs: Inputs) -> Observation | None:
        """Numeric derivatives of a program's own forward; None where the exercise takes none or the program fails.

        Raises:
            SandboxError: the program could not be run.
        """
        if not exercise.has_derivatives:
            return None
        with self._learner_runs(exercise) as program:
            run = program.run(derivatives_job(exercise, source, self._drawn(exercise, inputs.index)))
        return run.observation if run.verdict is Verdict.ACCEPTED else None

    def _shown(
        self, cache: ObservationCache, key: Hashable, exercise: Exercise, job: _MakesJob, *, errors_too: bool = False
    ) -> Observation | None:
        """What a run shows that is the same each time, kept if it succeeded; ``errors_too`` where an error is its nature."""
        kept = cache.find(key)
        if kept is not None:
            return kept
        run = self._execute(exercise, job())
        if run.lost or run.verdict not in (Verdict.ACCEPTED, Verdict.RUNTIME_ERROR):
            return None
        shown = run.observation
        # A failure may have a cause that passes: kept, it would grade nobody until the process ends.
        if shown.error is None or errors_too or judging.excused(exercise.spec, shown):
            cache.keep(key, shown)
        return shown

    def _view(self, exercise: Exercise, run: Run, inputs: Inputs) -> View:
        """The learner's run beside the reference's for the same inputs.

        Raises:
            SandboxError: the reference fails by itself, or could not be run.
        """
        adopted = adopted_values(exercise, run.observation)
        expected = self._succeeding(exercise, inputs, adopted) if adopted else None
        refused = bool(adopted) and expected is None  # values of the learner's own that the reference cannot take
        expected = expected or self._succeeding(exercise, inputs, {})
        if expected is None:
            raise SandboxError("the reference solution failed")
        hidden = inputs.index != PUBLIC
        return View(run.observation, expected, exercise.spec, run.stdout, hidden, refused_values=refused)

    def _succeeding(self, exercise: Exercise, inputs: Inputs, adopted: Mapping[str, Tensor]) -> Observation | None:
        """What the reference shows if it comes to its end, or to the error that the lesson asks for."""
        shown = self.reference(exercise, inputs, adopted)
        if shown is None or (shown.error is not None and not judging.excused(exercise.spec, shown)):
            return None
        return shown

    def _fault_found(self, exercise: Exercise, run: Run, inputs: Inputs) -> Run:
        """A run without a record is the learner's fault, unless the reference on a fresh child brings none either."""
        if run.lost and self.reference_run(exercise, inputs).lost:
            raise SandboxError(f"a control run of the reference brought no record either: {run.reason}")
        return run

    # --- telling -------------------------------------------------------------------------------------------------

    def _result(self, exercise: Exercise, source: bytes, examined: Examination, begun: float, device: str) -> Graded:
        runs, judged = examined.runs, examined.judged
        verdict, score = examined.outcome
        named = diagnosis.Named(None, {})
        if verdict not in (Verdict.ACCEPTED, Verdict.INTERNAL_ERROR):
            proofs = ProofRuns(self, exercise, source, examined.inputs)
            try:
                named = diagnosis.diagnose(runs[0].verdict, runs[0].observation, examined.views, judged, proofs)
            except (LookupError, ValueError, TypeError, ArithmeticError):
                # Feedback that fails on a record nobody foresaw is our loss; it must never cost the learner the verdict.
                named = diagnosis.Named(None, {})
        public = runs[0]
        return Graded(
            exercise=exercise.slug,
            exercise_version=exercise.version,
            verdict=verdict.json_name,
            code=verdict.value,
            score=score,
            diagnosis=named.overall,
            checks=tuple(telling.check_result(each, named) for each in judged),
            stdout=public.stdout,
            error=telling.error_json(public.observation.error),
            comparisons=tuple(judging.comparisons(judged)),
            figures=tuple(base64.b64encode(figure.data).decode() for figure in public.observation.figures),
            environment=self._environment(device),
            timing=telling.timing(public.wall_seconds, begun),
            variants=tuple(each.index for each in examined.inputs if each.index != PUBLIC),
            reason=next((run.reason for run in runs if run.verdict is Verdict.INTERNAL_ERROR), ""),
        )

    def _environment(self, device: str) -> dict[str, Any]:
        """What the runs took place in; a sandbox that cannot be started any more has nothing to tell."""
        try:
            return {**self._sandbox.environment, "device": device}
        except SandboxError:
            return {"torch": "", "python": "", "device": device, "sandbox": []}


def _refused_source(source: bytes) -> Run | None:
    """Bytes that are no program for a reason that can be told without reading them."""
    if not source.strip():
        problem = "the program is empty"
    elif len(source) > _LARGEST_SOURCE:
        problem = f"the program is larger than {_LARGEST_SOURCE} bytes"
    else:
        return None
    return Run(Verdict.SYNTAX_ERROR, Observation("syntax_error", error=ErrorFacts("SyntaxError", problem)))


def _our_fault(reason: str, inputs: tuple[Inputs, ...] = ()) -> Examination:
    """An attempt that could not be made: no run counts, no check is told of."""
    return Examination(inputs, (Run(Verdict.INTERNAL_ERROR, Observation("raised"), reason=reason),))
