"""The gates of scenario exercises: what is drawn follows from the seed alone, and the second oracle agrees with the reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.authoring import sameness
from grader.authoring.bench import Bench
from grader.authoring.report import Gate, Remark, gate
from grader.diagnosis_scenarios import is_derivative, meets
from grader.errors import SandboxError
from grader.exercise_format import GradientCheck, ValueCheck
from grader.grading import DEPLOYMENT_CAP, PUBLIC
from grader.observations import Observation, Tensor, encode
from grader.running import draw_job, limits_of, read_outcome
from grader.verdict import Verdict

_SEEDS = (11, 11, 12)


def draws(bench: Bench) -> Gate | None:
    """``draw`` gives the same tensors for the same seed, others for another, and tensors only; None for scripts."""
    if bench.exercise.scenario is None:
        return None
    shown = [_drawn(bench, seed) for seed in _SEEDS]
    failed = next((each for each in shown if each.error is not None), None)
    if failed is not None and failed.error is not None:
        line = f" in line {failed.error.line}" if failed.error.line else ""
        problem = f"draw ends with {failed.error.type}{line}: {failed.error.message}"
        return gate("draws", [(True, Remark("scenario_draw_fails", problem, "scenario.py"))])
    remarks = [(True, each) for each in _unfit(shown[0])]
    one, again, other = (_values(each) for each in shown)
    if not _same(one, again):
        problem = (
            "draw gives other tensors when it runs again with the same seed; draw with the generator that it is given"
        )
        remarks.append((True, Remark("scenario_draws_unseeded", problem, "scenario.py")))
    elif _same(one, other):
        problem = "draw gives the same tensors for every seed, so every run would have the same inputs"
        remarks.append((True, Remark("scenario_draws_the_same", problem, "scenario.py")))
    shapes = [f"{name} {value.dtype} {list(value.shape)}" for name, value in one.items()]
    return gate("draws", remarks, [", ".join(shapes)], inputs=shapes)


def _drawn(bench: Bench, seed: int) -> Observation:
    outcome = bench.sandbox.run(encode(draw_job(bench.exercise, seed)), limits_of(bench.exercise, DEPLOYMENT_CAP))
    run = read_outcome(outcome)
    if run.verdict is Verdict.INTERNAL_ERROR:
        raise SandboxError(f"the scenario could not be run: {run.reason}")
    return run.observation


def _unfit(shown: Observation) -> Iterator[Remark]:
    for name, binding in shown.names.items():
        if binding.kind != "tensor" or binding.value is None:
            reason = binding.refused or f"it is of kind {binding.kind}"
            yield Remark(
                "scenario_draws_no_tensor", f"draw gives {name}, which cannot be handed in: {reason}", "scenario.py"
            )


def _values(shown: Observation) -> Mapping[str, Tensor]:
    return {name: binding.value for name, binding in shown.names.items() if binding.value is not None}


def _same(one: Mapping[str, Tensor], other: Mapping[str, Tensor]) -> bool:
    return one.keys() == other.keys() and all(sameness.same_numbers(value, other[name]) for name, value in one.items())


def second_oracle(bench: Bench) -> Gate | None:
    """Numeric differentiation of the reference's forward gives the reference's gradients; None where a scenario takes none."""
    exercise = bench.exercise
    if not exercise.has_derivatives:
        return None
    inputs = bench.grader.inputs(exercise, PUBLIC)
    derived = bench.grader.derivatives(exercise, exercise.reference, inputs)
    expected = bench.grader.reference(exercise, inputs, {})
    if derived is None or expected is None or derived.unmet is not None:
        problem = "derivatives cannot be taken of the reference itself"
        return gate("second oracle", [(True, Remark("derivatives_fail", problem, "scenario.py"))])
    remarks = [
        (True, each) for each in (*_disagreements(bench, derived, expected), *_idle_fits(bench, derived, expected))
    ]
    compared = [check.id for check in _compared(bench) if check.name in derived.names]
    return gate("second oracle", remarks, [f"agrees on {', '.join(compared)}"], compared=compared)


def _compared(bench: Bench) -> list[GradientCheck | ValueCheck]:
    return [check for check in bench.exercise.spec.check if is_derivative(check)]


def _disagreements(bench: Bench, derived: Observation, expected: Observation) -> Iterator[Remark]:
    for check in _compared(bench):
        own, reference = derived.names.get(check.name), expected.names.get(check.name)
        if own is None or own.value is None or reference is None:
            continue
        wanted = reference.grad if isinstance(check, GradientCheck) else reference.value
        if wanted is None or not meets(own.value, wanted):
            problem = f"the numeric derivative for {check.id} is not what the reference shows; one of the two is wrong"
            yield Remark("oracle_disagrees", problem, "scenario.py")


def _idle_fits(bench: Bench, derived: Observation, expected: Observation) -> Iterator[Remark]:
    for fit in bench.exercise.spec.fits:
        own, reference = derived.names.get(fit.derivative), expected.names.get(fit.gradient)
        wanted = reference.grad if reference is not None else None
        if own is None or own.value is None or wanted is None:
            problem = f"fits: {fit.derivative} or {fit.gradient} is never shown"
            yield Remark("fit_never_shown", problem, "exercise.toml")
        elif meets(own.value, wanted):
            problem = f"fits: {fit.derivative} equals the right gradient of {fit.gradient}, so it shows no mistake"
            yield Remark("fit_is_no_mistake", problem, "exercise.toml")
