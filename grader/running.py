"""From an exercise to jobs, and from a child's outcome to what it showed: the two ends of a sandbox run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from grader.errors import RecordError
from grader.exercise import Exercise
from grader.exercise_format import CallsCheck, ProbeCheck, RaisedCheck
from grader.observations import (
    Binding,
    ErrorFacts,
    GivenSlot,
    Job,
    Observation,
    ProbeRequest,
    Tensor,
    clean_text,
    decode_observation,
    text_tensor,
)
from grader.verdict import Verdict
from workers.sandbox import Ending, Limits, Outcome, SandboxError

_REFERENCE_DTYPE = "float64"
_CAUGHT_BY_KERNEL = {
    Ending.FORBIDDEN: Verdict.FORBIDDEN_OPERATION,
    Ending.CPU_LIMIT: Verdict.TIME_LIMIT_EXCEEDED,
    Ending.WALL_LIMIT: Verdict.TIME_LIMIT_EXCEEDED,
    Ending.OUTPUT_LIMIT: Verdict.OUTPUT_LIMIT_EXCEEDED,
    Ending.MEMORY_LIMIT: Verdict.MEMORY_LIMIT_EXCEEDED,
    Ending.RECORD_LIMIT: Verdict.RUNTIME_ERROR,
}


class RunsPrograms(Protocol):
    """What grading needs of a sandbox."""

    @property
    def environment(self) -> Mapping[str, Any]:
        """Versions, device and the layers in force."""

    def run(self, job: bytes, limits: Limits) -> Outcome:
        """Run one job in one child."""


class Begun(Protocol):
    """A run under way, of which either the outcome is taken or nothing."""

    def outcome(self) -> Outcome:
        """Wait for its end. Raises `SandboxError` if it could not take place."""

    def drop(self) -> None:
        """End it; taking place or not, it says nothing any more."""


Begin = Callable[[bytes, Limits], Begun | None]
"""Begins a run beside the next one where that slows nobody down; None where it would."""


@dataclass(frozen=True)
class Run:
    """One finished run: how it ended as a verdict of its own, what it showed, and whether its record was lost.

    ``lost`` marks a run that brought no readable record: the learner's fault, unless the reference fares no better.
    """

    verdict: Verdict
    observation: Observation
    stdout: str = ""
    lost: bool = False
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    reason: str = ""


def limits_of(exercise: Exercise, cap: Limits, *, gives_way: bool = False) -> Limits:
    """The exercise's limits, none above the deployment's cap."""
    asked = exercise.spec.limits
    return Limits(
        cpu_seconds=min(asked.cpu_seconds, cap.cpu_seconds),
        wall_seconds=min(asked.wall_seconds, cap.wall_seconds),
        memory_bytes=min(asked.memory_mb << 20, cap.memory_bytes),
        output_bytes=min(asked.output_kb << 10, cap.output_bytes),
        record_bytes=cap.record_bytes,
        gives_way=gives_way,
    )


def learner_job(
    exercise: Exercise, source: bytes, published: Mapping[str, Tensor], values: Mapping[str, Tensor] | None
) -> Job:
    """The job for a learner's program; ``values`` are a hidden variant's, None in the public run."""
    slots = {name: GivenSlot(value, values[name] if values else None) for name, value in published.items()}
    return _job(exercise, source, givens=slots, hidden=values is not None, figures=values is None)


def reference_job(
    exercise: Exercise,
    published: Mapping[str, Tensor],
    values: Mapping[str, Tensor] | None,
    adopted: Mapping[str, Tensor],
    source: bytes | None = None,
) -> Job:
    """The job for the reference (or a mutant of it): in float64, with the learner's own values where it adopts some."""
    slots = {name: GivenSlot(value, values[name] if values else None) for name, value in published.items()}
    slots |= {name: GivenSlot(None, value, always=True) for name, value in adopted.items()}
    return _job(
        exercise,
        exercise.reference if source is None else source,
        givens=slots,
        default_dtype=_REFERENCE_DTYPE,
        filename="reference.py",
        hidden=values is not None,
    )


def _job(exercise: Exercise, source: bytes, **more: Any) -> Job:
    """The job that every run of a program for this exercise has in common, with other fields besides."""
    spec = exercise.spec
    return Job(
        source=text_tensor(source),
        observe=tuple(spec.names),
        required=_required(exercise),
        adopt={name: table.adopt for name, table in spec.names.items() if table.adopt != "no"},
        probes=tuple(ProbeRequest(each.id, each.of, each.wrt) for each in spec.check if isinstance(each, ProbeCheck)),
        watch=tuple(name for each in spec.check if isinstance(each, CallsCheck) for name in each.functions),
        record_raised=any(isinstance(each, RaisedCheck) for each in spec.check),
        scenario=text_tensor(exercise.scenario) if exercise.scenario is not None else None,
        **more,
    )


def _required(exercise: Exercise) -> tuple[str, ...]:
    """The names without which a pass through the lesson is not complete; a scenario is called once, whatever it observes."""
    if exercise.scenario is not None:
        return ()
    return tuple(name for name, table in exercise.spec.names.items() if not table.optional and "." not in name)


def draw_job(exercise: Exercise, seed: int) -> Job:
    """The job that draws a scenario's inputs: no program of a learner's takes part."""
    scenario = text_tensor(exercise.scenario or b"")
    return Job(source=text_tensor(b""), observe=(), scenario=scenario, draw_seed=seed)


def derivatives_job(exercise: Exercise, source: bytes, inputs: Mapping[str, Tensor]) -> Job:
    """The job that differentiates a program's own forward numerically, in float64."""
    job = _job(exercise, source)
    shown = (*job.observe, *(each.derivative for each in exercise.spec.fits))
    return replace(job, inputs=dict(inputs), derive=True, observe=shown, default_dtype=_REFERENCE_DTYPE)


def read_outcome(outcome: Outcome) -> Run:
    """What a child's outcome says. Once learner code may have run, whatever is wrong with a record is the learner's."""
    stdout = _text(outcome.stdout)
    times: dict[str, Any] = {"cpu_seconds": outcome.cpu_seconds, "wall_seconds": outcome.wall_seconds}
    nothing = Observation("raised")
    if not outcome.started:
        return Run(Verdict.INTERNAL_ERROR, nothing, reason=f"the child did not start: {_cause(outcome)}", **times)
    if outcome.ending is Ending.NOT_STARTED:
        return Run(Verdict.INTERNAL_ERROR, nothing, stdout, reason=_cause(outcome), **times)
    if outcome.ending in _CAUGHT_BY_KERNEL:
        return Run(
            _CAUGHT_BY_KERNEL[outcome.ending], _partial(outcome), stdout, reason=outcome.ending.name.lower(), **times
        )
    try:
        observation = decode_observation(outcome.record)
    except RecordError as problem:
        verdict, facts = _without_record(outcome)
        return Run(verdict, Observation("raised", error=facts), stdout, lost=True, reason=str(problem), **times)
    if outcome.exit_status != 0 and observation.ended in ("finished", "exited") and observation.error is None:
        facts = ErrorFacts("SystemExit", f"exit status {outcome.exit_status}")
        observation = replace(observation, ended="raised", error=facts)
    return Run(_verdict_of(observation), observation, stdout, **times)


def finished_run(outcome: Outcome) -> Run:
    """What a run came to. Raises `SandboxError` where it could not take place."""
    run = read_outcome(outcome)
    if run.verdict is Verdict.INTERNAL_ERROR:
        raise SandboxError(run.reason)
    return run


def _cause(outcome: Outcome) -> str:
    """Why the fault is ours: the sandbox's own words where it has some, which it puts where errors are printed."""
    said = _text(outcome.stderr).strip() if outcome.ending is Ending.NOT_STARTED else ""
    return said or outcome.ending.name.lower()


def _partial(outcome: Outcome) -> Observation:
    return Observation("raised", error=ErrorFacts(outcome.ending.name.lower()))


def _without_record(outcome: Outcome) -> tuple[Verdict, ErrorFacts]:
    """The process ended before the record was written: by a signal, ``os._exit``, or a crash in native code."""
    if outcome.signal is not None:
        if b"bad_alloc" in outcome.stderr:
            return Verdict.MEMORY_LIMIT_EXCEEDED, ErrorFacts("MemoryError", memory=True)
        return Verdict.RUNTIME_ERROR, ErrorFacts("signal", f"signal {outcome.signal}")
    return Verdict.RUNTIME_ERROR, ErrorFacts("early_exit", f"exit status {outcome.exit_status}")


def _verdict_of(observation: Observation) -> Verdict:
    error = observation.error
    if observation.ended == "syntax_error":
        return Verdict.SYNTAX_ERROR
    if error is None:
        return Verdict.ACCEPTED
    if error.denied:
        return Verdict.FORBIDDEN_OPERATION
    if error.memory:
        return Verdict.MEMORY_LIMIT_EXCEEDED
    return Verdict.RUNTIME_ERROR


def _text(data: bytes) -> str:
    return clean_text(data.decode("utf-8", "replace"))


def adopted_values(exercise: Exercise, observation: Observation) -> dict[str, Tensor]:
    """The learner's own values that the reference takes over, as far as the program showed them."""
    adopted = {}
    for name, table in exercise.spec.names.items():
        binding: Binding | None = observation.adopted.get(name) or observation.names.get(name)
        if table.adopt != "no" and binding is not None and binding.value is not None:
            adopted[name] = binding.value
    return adopted


def forgiven_ending(run: Run) -> Run:
    """An error in a hidden run fails nothing by itself.

    The learner's own tests speak of the published numbers; what the program showed until then is judged by the checks.
    """
    return replace(run, verdict=Verdict.ACCEPTED) if run.verdict is Verdict.RUNTIME_ERROR and not run.lost else run
