"""The gates that look at numbers: whether each check can fail, and how its tolerance stands between honest and wrong programs."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader import checks, comparison
from grader.authoring.programs import Tried
from grader.authoring.report import Gate, Margin, Remark, gate
from grader.exercise_format import (
    Check,
    DrawnCheck,
    ExerciseSpec,
    GradientCheck,
    ProbeCheck,
    Tolerance,
    TraceCheck,
    ValueCheck,
)
from grader.findings import View
from grader.observations import Binding, Observation, Tensor

Compared = ValueCheck | GradientCheck | TraceCheck | ProbeCheck
_CLOSE_HONEST = 0.5
"""Share of the tolerance that an honest program may use before the next machine's rounding refuses it."""
_CLOSE_MISTAKE = 2.0
"""Multiples of the tolerance below which a mistake nearly passes."""
_FAR_OFF = 1e6
_NOT_SHOWN = frozenset(
    {"missing_name", "nothing_returned", "wrong_kind", "wrong_signature", "parameter_not_registered"}
)
"""Findings that say that there was nothing to look at."""


# --- can it fail -----------------------------------------------------------------------------------------------------


def fallible(shown: View) -> Gate:
    """Every check refuses something: the reference's own observation, distorted in what the check looks at."""
    idle = [check for check in shown.spec.check if not _can_fail(check, shown)]
    remarks = []
    for check in idle:
        problem = f"{check.id} (kind {check.kind}) holds whatever a program shows: nothing can fail it"
        remarks.append((True, Remark("check_cannot_fail", problem, "exercise.toml")))
    count = len(shown.spec.check)
    return gate(
        "checks can fail", remarks, [f"{count - len(idle)} of {count} checks"], idle=[check.id for check in idle]
    )


def _can_fail(check: Check, shown: View) -> bool:
    if isinstance(check, DrawnCheck):
        return checks.evaluate(check, replace(shown, hidden=True, first=shown.found)) is not None
    return any(checks.evaluate(check, distorted) is not None for distorted in _distortions(check, shown))


def _distortions(check: Check, shown: View) -> Iterator[View]:
    """The reference's observation with one kind of fact wrong throughout."""
    found = shown.found
    for change in (_zeroed, _enlarged):
        yield replace(shown, found=_with_numbers(found, change))
    if isinstance(check, Compared):
        return  # what it is called for is to compare numbers: a wrong kind or shape does not make up for that
    yield replace(shown, found=_with_bindings(found, requires_grad=True, is_leaf=False, grad_fn="AddBackward0"))
    yield replace(shown, found=_with_bindings(found, requires_grad=False, is_leaf=True, grad_fn="", reaches=()))
    yield replace(shown, found=_with_bindings(found, reaches=tuple(found.names)))
    yield replace(shown, found=_with_bindings(found, kind="tensor", shape=(7, 7, 7), dtype="float32"))
    yield replace(shown, found=replace(found, calls=(), call_count=0, watched={}, raised=(), error=None), stdout="")
    yield replace(
        shown, found=replace(found, watched=dict.fromkeys(_watched(shown), 1 << 20), calls=found.calls * 1000)
    )


def needed(wrong: Sequence[Tried], spec: ExerciseSpec) -> Gate:
    """Every check refuses some wrong program that shows what the check looks at; one that never does is not proven."""
    fails = dict.fromkeys((check.id for check in spec.check), 0)
    for each in wrong:
        for judged in each.examined.judged:
            if judged.finding is not None and judged.finding.code not in _NOT_SHOWN and judged.id in fails:
                fails[judged.id] += 1
    remarks = []
    for check in spec.check:
        if not fails[check.id] and not check.advisory:
            problem = f"{check.id}: no rejected program and no mutant fails it; add a rejected program that does"
            remarks.append((False, Remark("check_untested", problem, "exercise.toml")))
    shown = ", ".join(f"{name} {count}" for name, count in fails.items())
    return gate("checks are needed", remarks, [f"wrong programs that each one refuses: {shown}"], refuses=fails)


def _watched(shown: View) -> list[str]:
    return [name for check in shown.spec.check for name in getattr(check, "functions", ())]


def _zeroed(value: Tensor) -> Tensor:
    return _tensor(np.zeros(value.shape))


def _enlarged(value: Tensor) -> Tensor:
    """Twice as much and a little more, so that zeros change too."""
    return _tensor(2 * comparison.numbers(value) + 1.0)


def _tensor(values: comparison.Array) -> Tensor:
    return Tensor("float64", values.shape, struct.pack(f"<{values.size}d", *values.ravel().tolist()))


def _with_numbers(found: Observation, change: object) -> Observation:
    """Every number changed: values, gradients (where there is none, one appears), traces and probes."""
    assert callable(change)  # noqa: S101 - tells the type checker

    def bound(binding: Binding) -> Binding:
        if binding.value is None:
            return binding
        gradient = change(binding.value) if binding.grad is None else change(binding.grad)
        return replace(binding, value=change(binding.value), grad=gradient, grad_state="tensor")

    return replace(
        found,
        names={name: bound(each) for name, each in found.names.items()},
        adopted={name: bound(each) for name, each in found.adopted.items()},
        trace=None if found.trace is None else change(found.trace),
        probes={
            key: replace(each, value=change(each.value)) for key, each in found.probes.items() if each.value is not None
        },
        episodes=(),
    )


def _with_bindings(found: Observation, **facts: object) -> Observation:
    names = {name: replace(each, **facts) for name, each in found.names.items()}  # type: ignore[arg-type]
    adopted = {name: replace(each, **facts) for name, each in found.adopted.items()}  # type: ignore[arg-type]
    return replace(found, names=names, adopted=adopted, episodes=())


# --- how far from the tolerance --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Pair:
    found: Tensor | None
    expected: Tensor | None
    tolerance: Tolerance


def _pair(check: Compared, view: View) -> _Pair | None:
    """What a check compares in a view; None where it compares nothing."""
    found, expected = view.found, view.reference
    match check:
        case ValueCheck():
            one, other = found.names.get(check.name), expected.names.get(check.name)
            return _Pair(one.value if one else None, other.value if other else None, check.tolerance)
        case GradientCheck() if check.expect == "reference":
            one, other = found.names.get(check.name), expected.names.get(check.name)
            return _Pair(one.grad if one else None, other.grad if other else None, check.tolerance)
        case TraceCheck() if check.expect == "reference":
            return _Pair(found.trace, expected.trace, check.tolerance)
        case ProbeCheck():
            probe, wanted = found.probes.get(check.id), expected.probes.get(check.id)
            return _Pair(probe.value if probe else None, wanted.value if wanted else None, check.tolerance)
        case _:
            return None


def closeness(check: Check, view: View) -> float | None:
    """The largest difference in multiples of what is allowed; None where nothing is compared, infinite where it cannot be."""
    pair = _pair(check, view) if isinstance(check, Compared) else None
    if pair is None or pair.expected is None:
        return None
    if pair.found is None or not comparison.same_shape(pair.found.shape, pair.expected.shape, exact=False):
        return float("inf")
    wanted = comparison.numbers(pair.expected)
    actual = comparison.numbers(pair.found).reshape(wanted.shape)
    with np.errstate(all="ignore"):
        allowed = pair.tolerance.atol + pair.tolerance.rtol * np.abs(wanted)
        share = np.where(actual == wanted, 0.0, np.abs(actual - wanted) / allowed)
    return float("inf") if np.isnan(share).any() else float(share.max(initial=0.0))


def _expected_share(check: Check, view: View) -> float | None:
    """How often the tolerance fits into the largest expected number."""
    zeroed = replace(view, found=_with_numbers(view.reference, _zeroed))
    return closeness(check, zeroed)


def tolerances(honest: Sequence[Tried], wrong: Sequence[Tried]) -> tuple[Gate, list[Margin]]:
    """Tolerances are smaller than what they are applied to, honest programs stay well inside, mistakes well outside.

    ``honest[0]`` is the reference. Only programs that the check in question refuses for its numbers count as mistakes.
    """
    spec = honest[0].examined.views[0].spec
    remarks: list[tuple[bool, Remark]] = []
    margins: list[Margin] = []
    for check in spec.check:
        margin = _margin(check, honest, wrong)
        if margin is None:
            continue
        margins.append(margin)
        remarks += _margin_remarks(margin, followed=_followed(check, honest[0]))
    closest = [f"{each.check} {_shown(each.honest)} / {_shown(each.mistake)}" for each in margins]
    evidence = [f"in tolerances, farthest honest program / nearest mistake: {', '.join(closest)}"] if closest else []
    return gate("tolerances", remarks, evidence), margins


def _margin(check: Check, honest: Sequence[Tried], wrong: Sequence[Tried]) -> Margin | None:
    shares = [share for view in honest[0].examined.views if (share := _expected_share(check, view)) is not None]
    farthest = max(_farthest(check, honest), default=None)
    if not shares or farthest is None:
        return None
    mistakes = [(share, each.name) for share, each in _refused_by(check, wrong)]
    nearest = min(mistakes, default=None)
    return Margin(
        check=check.id,
        expected=min(shares),
        honest=farthest[0],
        honest_program=farthest[1],
        mistake=nearest[0] if nearest else None,
        mistake_program=nearest[1] if nearest else "",
    )


def _farthest(check: Check, honest: Sequence[Tried]) -> Iterator[tuple[float, str]]:
    for each in honest:
        shares = [share for view in each.examined.views if (share := closeness(check, view)) is not None]
        passed = [share for share in shares if share <= 1.0]
        if passed:
            yield max(passed), each.name


def _refused_by(check: Check, wrong: Sequence[Tried]) -> Iterator[tuple[float, Tried]]:
    """The wrong programs that are refused by this check's numbers, with how far off they are."""
    for each in wrong:
        shares = [share for view in each.examined.views if (share := closeness(check, view)) is not None]
        outside = [share for share in shares if 1.0 < share < _FAR_OFF]
        if outside:
            yield max(outside), each


def _followed(check: Check, honest: Tried) -> bool:
    """Whether the value is the last loss of a training that another check follows step by step: it is nearly nothing by right."""
    view = honest.examined.views[0]
    if not any(isinstance(each, TraceCheck) and each.expect == "reference" for each in view.spec.check):
        return False
    pair = _pair(check, view) if isinstance(check, ValueCheck) else None
    trace = view.reference.trace
    if pair is None or pair.expected is None or trace is None or not trace.shape[0]:
        return False
    return bool(np.allclose(comparison.numbers(pair.expected), comparison.numbers(trace)[-1]))


def _margin_remarks(margin: Margin, *, followed: bool) -> Iterator[tuple[bool, Remark]]:
    if margin.expected <= 1.0:
        problem = f"{margin.check}: the tolerance is larger than the expected value, so zero would pass"
        yield not followed, Remark("tolerance_above_value", problem, "exercise.toml")
    if margin.honest > _CLOSE_HONEST:
        used = f"{margin.honest_program} uses {margin.honest:.0%} of the tolerance"
        problem = f"{margin.check}: {used}; rounding elsewhere may refuse it"
        yield True, Remark("tolerance_too_tight", problem, "exercise.toml")
    if margin.mistake is not None and margin.mistake < _CLOSE_MISTAKE:
        problem = f"{margin.check}: {margin.mistake_program} is only {margin.mistake:.2f} tolerances away"
        yield False, Remark("mistake_close_to_tolerance", problem, "exercise.toml")


def _shown(share: float | None) -> str:
    return "–" if share is None else f"{share:.2g}"


def varying(reference: Tried) -> Gate:
    """The expected numbers differ between variants, so that typing them in fails; where they do not, the calls must tell."""
    views = reference.examined.views
    constant = []
    for check in views[0].spec.check:
        pairs = [_pair(check, view) for view in views] if isinstance(check, Compared) else []
        expected = {pair.expected.data for pair in pairs if pair is not None and pair.expected is not None}
        if len(expected) == 1:
            constant.append(check.id)
    remarks = []
    if constant and len(constant) == sum(isinstance(check, Compared) for check in views[0].spec.check):
        problem = f"no expected number depends on the inputs ({', '.join(constant)}): whoever types them in is right everywhere"
        remarks.append((True, Remark("variants_change_nothing", problem, "exercise.toml")))
    told = (
        f"the same in every variant: {', '.join(constant)}"
        if constant
        else "every expected number differs between variants"
    )
    return gate("variants", remarks, [told], constant=constant)
