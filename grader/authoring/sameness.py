"""Whether two programs show the same in everything that a check can look at, and if not, which check would see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from grader import comparison
from grader.exercise_format import Tolerance
from grader.observations import Binding, EngineCall, Observation, Tensor

_EXACT = Tolerance(rtol=1e-9, atol=1e-12)
"""Two float64 programs that do the same in another order differ by rounding."""


@dataclass(frozen=True)
class Difference:
    """One fact in which two programs differ, and the check that looks at it, as a line of exercise.toml."""

    fact: str
    check: str

    def __str__(self) -> str:
        return f"{self.check} ({self.fact})"


def differences(found: Observation, expected: Observation, names: Iterable[str]) -> Iterator[Difference]:
    """Every fact that tells ``found`` from ``expected``, the plainest first."""
    if (found.error is None) != (expected.error is None) or _error_type(found) != _error_type(expected):
        yield Difference(f"it ends with {_error_type(found) or 'no error'}", "any check")
    for name in names:
        yield from _binding_differences(name, found.names.get(name), expected.names.get(name))
    if not same_numbers(found.trace, expected.trace):
        yield Difference("the values that are differentiated differ", 'kind = "trace"')
    if [_asked(call) for call in found.calls] != [_asked(call) for call in expected.calls]:
        yield Difference("the calls into the engine differ", 'kind = "calls"')
    for key, probe in expected.probes.items():
        other = found.probes.get(key)
        if other is None or other.state != probe.state or not same_numbers(other.value, probe.value):
            yield Difference(f"the probe {key} differs", 'kind = "probe"')
    if sorted(each.type for each in found.raised) != sorted(each.type for each in expected.raised):
        yield Difference("the errors that were raised differ", 'kind = "raised"')
    if dict(found.watched) != dict(expected.watched):
        yield Difference("the functions that were called differ", 'kind = "calls" with functions = [...]')


def same(found: Observation, expected: Observation, names: Iterable[str]) -> bool:
    """Whether nothing tells the two apart."""
    return next(differences(found, expected, names), None) is None


def _error_type(observation: Observation) -> str:
    return observation.error.type if observation.error is not None else ""


def _asked(call: EngineCall) -> tuple[object, ...]:
    return (call.method, call.scalar, call.reaches, call.through)


def _binding_differences(name: str, found: Binding | None, expected: Binding | None) -> Iterator[Difference]:
    if found is None or expected is None:
        if found is not expected:
            yield Difference(f"{name} is {'missing' if found is None else 'there'}", f'kind = "value", name = "{name}"')
        return
    if found.kind != expected.kind or not same_numbers(found.value, expected.value) or found.shape != expected.shape:
        shown = f"{_shown(found)} instead of {_shown(expected)}"
        yield Difference(f"{name} is {shown}", f'kind = "value", name = "{name}"')
    if found.grad_state != expected.grad_state or not same_numbers(found.grad, expected.grad):
        shown = f"{_tensor(found.grad)} instead of {_tensor(expected.grad)}"
        yield Difference(f"{name}.grad is {shown}", f'kind = "gradient", name = "{name}"')
    for fact in ("requires_grad", "is_leaf"):
        if getattr(found, fact) != getattr(expected, fact):
            told = str(getattr(expected, fact)).lower()
            changed = f"{name}.{fact} is {getattr(found, fact)}"
            yield Difference(changed, f'kind = "graph", name = "{name}", {fact} = {told}')
    if bool(found.grad_fn) != bool(expected.grad_fn):
        told = str(bool(expected.grad_fn)).lower()
        yield Difference(
            f"{name} has {'a' if found.grad_fn else 'no'} graph", f'kind = "graph", name = "{name}", has_graph = {told}'
        )
    yield from _reach_differences(name, found, expected)


def _reach_differences(name: str, found: Binding, expected: Binding) -> Iterator[Difference]:
    for leaf in expected.reaches:
        if leaf not in found.reaches:
            yield Difference(
                f"the graph of {name} misses {leaf}", f'kind = "graph", name = "{name}", reaches = ["{leaf}"]'
            )
    for leaf in found.reaches:
        if leaf not in expected.reaches:
            yield Difference(
                f"the graph of {name} reaches {leaf}", f'kind = "graph", name = "{name}", avoids = ["{leaf}"]'
            )


def same_numbers(found: Tensor | None, expected: Tensor | None) -> bool:
    """Whether two tensors hold the same numbers up to rounding; NaN is the same as NaN here."""
    if found is None or expected is None:
        return found is expected
    if found.shape != expected.shape:
        return False
    one, other = comparison.numbers(found), comparison.numbers(expected)
    with np.errstate(all="ignore"):
        close = np.abs(one - other) <= _EXACT.atol + _EXACT.rtol * np.abs(other)
    return bool((close | (one == other) | (np.isnan(one) & np.isnan(other))).all())


def _shown(binding: Binding) -> str:
    return _tensor(binding.value) if binding.value is not None else binding.kind


def _tensor(value: Tensor | None) -> str:
    return "None" if value is None else comparison.show(value)
