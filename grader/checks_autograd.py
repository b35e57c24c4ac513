"""The checks of autograd: gradients, the graph, the losses that were differentiated, derivatives taken once more."""

from __future__ import annotations

import numpy as np

from grader import comparison
from grader.exercise_format import GradientCheck, GraphCheck, ProbeCheck, TraceCheck
from grader.findings import Finding, View, differs, missing, not_a_tensor, shown, wrong_dtype
from grader.messages import N_, Message, say
from grader.observations import Binding, Tensor

_DEGENERATE_FACTOR = 10.0
_LEARNED_FACTOR = 3.0
"""A first loss of that many tolerances shows that something was learned: the last one is then far enough from it."""


def gradient(check: GradientCheck, view: View) -> Finding | None:
    """Whether ``name.grad`` is the reference's, or None, or cleared, as the check asks."""
    name = check.name
    binding = view.binding(name)
    if binding is None:
        return missing(name)
    if binding.kind != "tensor":
        return not_a_tensor(name, binding)
    if check.expect == "none":
        return _gradient_absent(name, binding)
    if check.expect == "none_or_zero":
        return _gradient_cleared(check, binding)
    return _gradient_present(check, binding, view)


def _gradient_absent(name: str, binding: Binding) -> Finding | None:
    if binding.grad_state == "none":
        return None
    found = "?" if binding.grad is None else comparison.show(binding.grad)
    text = N_("{name}.grad is {found}; expected is None: no gradient should arrive at {name}.")
    return Finding("gradient_unexpected", say(text, name=name, found=found), f"{name}.grad", found=binding.grad)


def _gradient_cleared(check: GradientCheck, binding: Binding) -> Finding | None:
    """Cleared, or no more than what the last, tiny step left where the program clears before each step."""
    name = check.name
    if binding.grad_state == "none":
        return None
    if binding.grad is not None and (np.abs(comparison.numbers(binding.grad)) <= check.tolerance.atol).all():
        return None
    found = "?" if binding.grad is None else comparison.show(binding.grad)
    text = N_("{name}.grad is {found} at the end; after the last update it should be cleared (zero or None).")
    return Finding("gradient_left", say(text, name=name, found=found), f"{name}.grad", found=binding.grad)


def _gradient_present(check: GradientCheck, binding: Binding, view: View) -> Finding | None:
    name, reference = check.name, view.reference.names.get(check.name)
    expected = reference.grad if reference is not None else None
    if expected is None:
        return missing(f"{name}.grad")
    wrong_type = wrong_dtype(name, binding, view)
    if wrong_type is not None:
        return wrong_type
    if binding.grad is None:
        text = N_("{name}.grad is None; expected is {expected}.")
        message = say(text, name=name, expected=comparison.show(expected))
        return Finding("gradient_none", message, f"{name}.grad", expected=expected)
    if _degenerate(expected, check, view):
        text = N_(
            "The values that you chose make the gradient of {name} vanish, so nothing can be checked. Choose others."
        )
        return Finding("degenerate", say(text, name=name), name)
    mismatch = comparison.compare(binding.grad, expected, check.tolerance)
    return None if mismatch is None else differs(f"{name}.grad", mismatch, binding.grad, expected)


def _degenerate(expected: Tensor, check: GradientCheck, view: View) -> bool:
    """Whether values of the learner's own choice make the expected gradient too small to tell from nothing."""
    if not any(name.adopt != "no" for name in view.spec.names.values()):
        return False
    values = comparison.numbers(expected)
    return (
        not np.isfinite(values).all()
        or float(np.abs(values).max(initial=0.0)) <= _DEGENERATE_FACTOR * check.tolerance.atol
    )


def graph(check: GraphCheck, view: View) -> Finding | None:
    """Whether the flags of ``name`` and the leaves that its graph reaches are those the check states."""
    binding = view.binding(check.name)
    if binding is None:
        return missing(check.name)
    if binding.kind != "tensor":
        return not_a_tensor(check.name, binding)
    return flag_finding(check, binding) or _reach_finding(check, binding)


def flag_finding(check: GraphCheck, binding: Binding) -> Finding | None:
    """The first flag of a tensor that is not as the check states it."""
    name = check.name
    if check.requires_grad is not None and binding.requires_grad != check.requires_grad:
        code = "not_tracked" if check.requires_grad else "tracked"
        text = (
            N_("{name} is not tracked by autograd: {name}.requires_grad is False.")
            if check.requires_grad
            else N_("{name} is tracked by autograd: {name}.requires_grad is True, expected is False.")
        )
        return Finding(code, say(text, name=name), name)
    if check.is_leaf is not None and binding.is_leaf != check.is_leaf:
        text = (
            N_("{name} is not a leaf: it is the result of another operation ({operation}).")
            if check.is_leaf
            else N_("{name} is a leaf: it should be the result of the computation.")
        )
        code = "not_a_leaf" if check.is_leaf else "a_leaf"
        return Finding(code, say(text, name=name, operation=binding.grad_fn or "?"), name)
    if check.has_graph is not None and bool(binding.grad_fn) != check.has_graph:
        text = (
            N_("{name} carries no graph: nothing can be differentiated through it.")
            if check.has_graph
            else N_("{name} carries a graph; expected is a value without one.")
        )
        return Finding("no_graph" if check.has_graph else "has_graph", say(text, name=name), name)
    return None


def _reach_finding(check: GraphCheck, binding: Binding) -> Finding | None:
    for wanted in check.reaches:
        if wanted not in binding.reaches:
            text = N_("The graph of {name} does not lead back to {leaf}.")
            return Finding("graph_cut", say(text, name=check.name, leaf=wanted), check.name)
    for unwanted in check.avoids:
        if unwanted in binding.reaches:
            text = N_("The graph of {name} leads back to {leaf}; it should not.")
            return Finding("graph_not_cut", say(text, name=check.name, leaf=unwanted), check.name)
    return None


def trace(check: TraceCheck, view: View) -> Finding | None:
    """Whether the values that were differentiated, call by call, are the reference's, or fall to nearly nothing."""
    found, expected = view.found.trace, view.reference.trace
    if found is None or expected is None or not found.shape[0]:
        return Finding("no_trace", say(N_("No loss was ever differentiated.")), "loss", expected=expected)
    if check.expect == "falls":
        return _trace_falls(check, found)
    adopts = any(table.adopt != "no" for table in view.spec.names.values())
    if adopts and comparison.numbers(expected).max(initial=0.0) <= _LEARNED_FACTOR * check.tolerance.atol:
        return Finding(
            "degenerate",
            say(N_("The training starts where it should end, so nothing is learned. Start elsewhere.")),
            "loss",
        )
    if found.shape != expected.shape:
        text = N_("The loss was differentiated {found} time; expected is {expected}.")
        plural = N_("The loss was differentiated {found} times; expected is {expected}.")
        count = found.shape[0]
        message = Message(text, {"found": count, "expected": expected.shape[0]}, plural, count)
        return Finding("trace_length", message, "loss", found=found, expected=expected)
    mismatch = comparison.compare(found, expected, check.tolerance)
    if mismatch is None:
        return None
    text = N_("The losses take another course: at step {step} the loss is {found}, expected is {expected}.")
    step = mismatch.index[0] + 1 if mismatch.index else 1
    losses = {"found": shown(mismatch.found_at), "expected": shown(mismatch.expected_at)}
    return Finding("trace_differs", say(text, step=step, **losses), "loss", mismatch, found, expected)


def _trace_falls(check: TraceCheck, found: Tensor) -> Finding | None:
    values = comparison.numbers(found)
    if np.isfinite(values[-1]) and values[-1] <= check.final_below and values[-1] <= values[0]:
        return None
    text = N_("The last loss is {found}; training should bring it below {allowed}.")
    return Finding(
        "trace_high", say(text, found=shown(float(values[-1])), allowed=shown(check.final_below)), "loss", found=found
    )


def probe(check: ProbeCheck, view: View) -> Finding | None:
    """Whether the derivative that the harness took itself is the reference's."""
    found, expected = view.found.probes.get(check.id), view.reference.probes.get(check.id)
    binding = view.binding(check.of)
    if binding is not None and binding.kind != "tensor":
        return not_a_tensor(check.of, binding)
    if found is None or found.state == "unbound":
        return missing(check.of)
    if found.state in ("hooked", "freed"):
        return None  # the learner's own hooks would run, or the graph was used up: the other checks decide
    if found.value is None:
        text = N_("{name} cannot be differentiated by {by}: it carries no graph that leads there.")
        return Finding("probe_no_graph", say(text, name=check.of, by=check.wrt), check.of)
    if expected is None or expected.value is None:
        return missing(check.of)
    mismatch = comparison.compare(found.value, expected.value, check.tolerance)
    return None if mismatch is None else differs(f"d {check.of} / d {check.wrt}", mismatch, found.value, expected.value)
