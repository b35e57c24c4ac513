"""Training loops: what became of the parameter from one backward pass to the next tells what the loop does wrong.

The harness keeps, of the first passes, each leaf's value and its gradient before and after. A gradient that is still there
before the next pass was never cleared; a value that moves along the gradient climbs; one that never moves is not updated.
"""

from __future__ import annotations

import itertools

import numpy as np

from grader import diagnosis_tracking as tracking
from grader import evidence
from grader.comparison import Array, show_shape
from grader.diagnosis_texts import describe
from grader.evidence import CLOSE, Case, close, is_something, last_word, steady_ratio, values
from grader.messages import N_, say
from grader.observations import LeafAtCall
from grader.results import Diagnosis

_EXPLODED = 1e3
_MANY = 20
_TRACE = frozenset({"trace_length", "trace_differs", "trace_high", "no_trace"})
_OPTIMIZERS = ("SGD", "Adam", "AdamW", "RMSprop", "Adagrad", "LBFGS")


def explain(case: Case) -> Diagnosis | None:
    """What the training does wrong, as far as the course of the first steps and of the loss says; None where it says nothing."""
    if not case.trains or not (case.codes & _TRACE or any(case.failed(leaf) for leaf in case.leaves)):
        return None
    for leaf in case.leaves:
        found = tracking.unsuitable(case, leaf)
        if found is not None:
            return found
    if not case.differentiated:
        return _untrained(case)
    reached = [leaf for leaf in case.leaves if case.calls_reaching(leaf)]
    if not reached:
        return _another_trained(case)
    aside = next((leaf for leaf in case.leaves if leaf not in reached), "")
    if aside:
        return _left_out(case, aside)
    for leaf in reached:
        if _begun_again(case, leaf):
            return _bound_after(case, leaf)
    steps = [found for leaf in reached if (found := _steps(case, leaf)) is not None]
    return _first(steps) or _loss(case)


def _first(steps: list[Diagnosis]) -> Diagnosis | None:
    """Of several parameters' explanations the first; one of another kind for each says nothing certain."""
    return steps[0] if steps and len({each.code for each in steps}) == 1 else None


def _untrained(case: Case) -> Diagnosis:
    untouched = all(binding.version <= 1 for leaf in case.leaves if (binding := case.found.names.get(leaf)) is not None)
    own = bool(case.leaves) and not case.spec.given.keys() & set(case.leaves)
    if own and untouched and case.codes & _TRACE and all(_is_answer(case, leaf) for leaf in case.leaves):
        text = N_("{name} is typed in with the value that training should give.")
        return Diagnosis("hard_coded", say(text, name=case.leaves[0]), case.line(case.leaves[0]))
    return tracking.not_asked(case)


def _is_answer(case: Case, leaf: str) -> bool:
    """Whether the leaf holds at the end what training would give."""
    pair = evidence.value_pair(leaf)(case.view)
    return pair is not None and close(*pair)


def _another_trained(case: Case) -> Diagnosis | None:
    """The passes ran, and through other tensors than those that the task names."""
    if not case.leaves:
        return None
    leaf = case.leaves[0]
    name = case.lost_at(leaf)
    last = max((call.line for call in case.found.calls), default=0)
    if case.line(leaf) > last:
        return _bound_after(case, leaf)
    if name and case.found.names[name].kind != "tensor":
        return tracking.lost_on_the_way(case, leaf, name)
    text = N_("The losses do not depend on {leaf}: a copy, or a number taken out of it, was used instead.")
    cuts = [each.line for each in case.source.cuts]
    code = "graph_cut" if cuts or "." not in leaf else "parameter_not_trained"
    return Diagnosis(code, say(text, leaf=leaf), cuts[0] if len(cuts) == 1 else 0)


def _bound_after(case: Case, leaf: str) -> Diagnosis:
    text = N_("{leaf} is bound after the training, so it is another tensor than the one that was trained.")
    return Diagnosis("wrong_variable", say(text, leaf=leaf), case.line(leaf))


def _begun_again(case: Case, leaf: str) -> bool:
    """Whether the name stands for a new tensor with the value that the training began with."""
    history, binding = case.history(leaf), case.found.names.get(leaf)
    if not history or any(each.kept for each in history) or binding is None or not binding.requires_grad:
        return False
    began, ends = values(history[0].value), values(binding.value)
    return began is not None and ends is not None and close(ends, began) and not _is_answer(case, leaf)


def _left_out(case: Case, leaf: str) -> Diagnosis:
    """The losses depend on other parameters and not on this one."""
    text = N_("The losses do not depend on {leaf}: it is cut off from the graph on the way to the loss.")
    cuts = [each.line for each in case.source.cuts]
    code = "graph_cut" if cuts else "parameter_not_trained"
    return Diagnosis(code, say(text, leaf=leaf), cuts[0] if len(cuts) == 1 else 0)


# --- from one step to the next --------------------------------------------------------------------------------------


def _steps(case: Case, leaf: str) -> Diagnosis | None:
    history, reference = case.history(leaf), case.reference_history(leaf)
    if len(history) < 2 or len(reference) < 2:  # noqa: PLR2004 - one step from one pass to the next
        return None
    moved = _moves(history)
    if not any(np.any(each) for each in moved if each is not None):
        return _never_moved(case, leaf, history)
    if _kept_gradient(history, moved) and not _kept_gradient(reference, _moves(reference)):
        return _not_cleared(case, leaf)
    return _direction(case, leaf, history, moved)


def _moves(history: list[LeafAtCall]) -> list[Array | None]:
    return [_difference(one.value, other.value) for one, other in itertools.pairwise(history)]


def _difference(one: object, other: object) -> Array | None:
    first, second = values(one), values(other)  # type: ignore[arg-type]
    return None if first is None or second is None or first.shape != second.shape else second - first


def _kept_gradient(history: list[LeafAtCall], moved: list[Array | None]) -> bool:
    """Whether an update was followed by a pass that found the old gradient still there."""
    later = zip(history[1:], moved, strict=False)
    return any(is_something(leaf.before) and move is not None and np.any(move) for leaf, move in later)


def _not_cleared(case: Case, leaf: str) -> Diagnosis:
    method = next(iter(case.named_only("zero_", "zero_grad")), None)
    if method is not None:
        return tracking.named_only("zero_grad_not_called", method)
    if case.called("zero_", "zero_grad"):
        text = N_(
            "The gradient of {leaf} is still there at the next backward pass, which adds to it: it is cleared too seldom."
        )
    else:
        text = N_("The gradient of {leaf} is never cleared, so each backward pass adds to all that came before.")
    return Diagnosis("zero_grad_missing", say(text, leaf=leaf), 0)


def _never_moved(case: Case, leaf: str, history: list[LeafAtCall]) -> Diagnosis | None:
    if _moved_later(case, leaf, history):
        return None
    if not any(is_something(each.after) for each in history):
        return None
    if _is_answer(case, leaf):
        text = N_("{name} never moved while it was trained, and holds the trained value at the end: it was typed in.")
        return Diagnosis("hard_coded", say(text, name=leaf), case.line(leaf))
    cleared = _cleared_too_early(case)
    if cleared:
        text = N_("The gradient is cleared after the backward pass and before the update, so the update uses nothing.")
        return Diagnosis("gradient_zeroed_after_backward", say(text), cleared)
    return _update_without_effect(case, leaf)


def _moved_later(case: Case, leaf: str, history: list[LeafAtCall]) -> bool:
    """Whether the value changed after the passes that were looked at: an update once an epoch."""
    if case.found.call_count <= len(history):
        return False
    binding = case.found.names.get(leaf)
    move = _difference(history[0].value, binding.value if binding is not None else None)
    return move is not None and bool(np.any(move)) and not _is_answer(case, leaf)


def _cleared_too_early(case: Case) -> int:
    """The line that clears the gradient between the backward pass and the update, 0 for none."""
    passes = [call.line for call in case.found.calls]
    updates = [each.line for each in (*case.called("step"), *case.source.updates)]
    clearing = [each.line for each in case.called("zero_", "zero_grad")]
    clearing += [each.line for each in case.source.attribute_stores if last_word(each) == "grad"]
    between = [line for line in clearing if passes and updates and passes[0] < line < min(updates)]
    return between[0] if between else 0


def _update_without_effect(case: Case, leaf: str) -> Diagnosis:
    step = next(iter(case.named_only("step")), None)
    if step is not None:
        return tracking.named_only("update_lost", step)
    optimizers = [each for each in case.source.calls if last_word(each) in _OPTIMIZERS]
    if optimizers and case.line(leaf) > optimizers[0].line:
        text = N_("The optimizer was given an older tensor: {leaf} is bound to a new one after it.")
        return Diagnosis("update_replaces_parameter", say(text, leaf=leaf), case.line(leaf))
    if optimizers and not case.called("step"):
        text = N_("The optimizer is there, but its step() is never called, so {leaf} stays as it is.")
        return Diagnosis("parameter_not_trained", say(text, leaf=leaf), optimizers[0].line)
    if optimizers:
        return _not_handed_over(case, leaf, optimizers[0].line)
    others = [each for each in case.source.updates if each.word in case.spec.names and each.word != leaf]
    if others:
        text = N_("The update changes {found} instead of {leaf}.")
        return Diagnosis("wrong_variable", say(text, found=others[0].word, leaf=leaf), others[0].line)
    text = N_("The update has no effect: its result never gets into {leaf}, which stays the same from step to step.")
    return Diagnosis("update_lost", say(text, leaf=leaf), evidence.line_of(case.source.updates))


def _not_handed_over(case: Case, leaf: str, line: int) -> Diagnosis:
    """An optimizer steps, and this leaf is none of those that it was given."""
    binding = case.found.names.get(leaf)
    if "." in leaf and binding is not None and binding.type_name == "Tensor" and case.called("parameters"):
        text = N_("{leaf} is a plain tensor, so model.parameters() does not list it: wrap it in nn.Parameter.")
        return Diagnosis("parameter_not_registered", say(text, leaf=leaf), line)
    text = N_("The optimizer was not given {leaf}, which stays as it is: look at what it was made with.")
    return Diagnosis("parameter_not_trained", say(text, leaf=leaf), line)


def _direction(case: Case, leaf: str, history: list[LeafAtCall], moved: list[Array | None]) -> Diagnosis | None:
    """Whether the first step goes uphill."""
    first = (
        _difference(history[0].before, history[0].after) if history[0].before is not None else values(history[0].after)
    )
    move = moved[0]
    if first is None or move is None or first.shape != move.shape or not np.any(first) or not np.any(move):
        return None
    if float((first * move).sum()) > 0 and not _root_negated(case):
        text = N_("The update adds the gradient of {leaf} where it should subtract it: the loss is climbed.")
        return Diagnosis(
            "update_ascends", say(text, leaf=leaf), evidence.line_of((*case.source.updates, *case.called("step")))
        )
    return None


# --- the course of the loss --------------------------------------------------------------------------------------------


def _root_negated(case: Case) -> bool:
    ratio = steady_ratio(case, evidence.first_root_pair)
    return ratio is not None and abs(ratio + 1) < CLOSE


def _loss(case: Case) -> Diagnosis:
    """What the losses say, from the first on."""
    found, expected = values(case.found.trace), values(case.reference.trace)
    if found is None or expected is None or not found.size:
        return tracking.not_asked(case)
    finite = found[np.isfinite(found)]
    return _by_its_formula(case, finite, expected) or _by_its_course(case, found, finite, expected)


def _by_its_formula(case: Case, finite: Array, expected: Array) -> Diagnosis | None:
    """The loss is computed in another way than the task describes."""
    if _root_negated(case):
        text = N_("The loss has the wrong sign, so training makes the error larger.")
        return Diagnosis("wrong_sign", say(text), _line(case))
    scaled = _scaled_loss(case)
    if scaled is not None:
        return scaled
    if any(case.failed(leaf) for leaf in case.leaves):
        if not evidence.begins_right(case):
            blown_up = _against_each_other(case)
            if blown_up is not None:
                return blown_up
            text = N_(
                "The loss is computed by another formula than the task describes: it differs from the first step on."
            )
            return Diagnosis("wrong_formula", say(text), _line(case))
        if _repeats(finite) and not _repeats(expected):
            text = N_("The same losses come again and again: they are not computed anew after the parameter changed.")
            return Diagnosis("wrong_formula", say(text), _line(case))
    return None


def _by_its_course(case: Case, found: Array, finite: Array, expected: Array) -> Diagnosis:
    if finite.size and np.abs(finite).max() > _EXPLODED * max(abs(found[0]), CLOSE):
        return Diagnosis("diverged", describe("diverged"), 0)
    if finite.size < found.size:
        return Diagnosis("not_finite", describe("not_finite"), 0)
    return _course(case, found, expected)


def _against_each_other(case: Case) -> Diagnosis | None:
    """A given has another shape than the task gives it, and the losses are made of more terms than there are samples."""
    for name in case.spec.given:
        found, expected = case.binding(name), case.reference.names.get(name)
        if found is None or expected is None or found.kind != "tensor" or found.shape == expected.shape:
            continue
        one, other = values(found.value), values(expected.value)
        if one is not None and other is not None and one.size == other.size > 1:
            text = N_(
                "{name} has shape {found}; expected is {expected}. Meeting the other shape, it is broadcast into a table."
            )
            shapes = {"found": show_shape(found.shape), "expected": show_shape(expected.shape)}
            return Diagnosis("broadcast_blow_up", say(text, name=name, **shapes), case.line(name))
    return None


def _repeats(losses: Array) -> bool:
    """Whether the losses take only a few values, over and over."""
    return losses.size > _MANY and np.unique(losses).size <= losses.size // _MANY


def _line(case: Case) -> int:
    return case.found.calls[0].line if case.found.calls else 0


def _scaled_loss(case: Case) -> Diagnosis | None:
    """The very first loss, before any training, is off by one factor for any numbers."""
    ratio = steady_ratio(case, evidence.first_root_pair)
    if ratio is None or abs(ratio - 1) < CLOSE:
        return None
    count = max(
        (array.size for each in case.reference.names.values() if (array := values(each.value)) is not None), default=1
    )
    if count > 1 and abs(ratio * count - 1) < CLOSE:
        text = N_(
            "The loss is {factor} times too small, the number of samples: a mean stands where the task wants each alone."
        )
        return Diagnosis("mean_instead_of_sum", say(text, factor=float(count)), _line(case))
    if count > 1 and abs(ratio / count - 1) < CLOSE:
        text = N_("The loss is {factor} times too large, the number of elements: a sum stands where a mean is asked.")
        return Diagnosis("sum_instead_of_mean", say(text, factor=float(count)), _line(case))
    text = N_("The loss is {factor} times what the task describes, and so is every step.")
    return Diagnosis("scaled_gradient", say(text, factor=float(ratio)), _line(case))


def _course(case: Case, found: Array, expected: Array) -> Diagnosis:
    length = min(found.size, expected.size)
    wrong = [leaf for leaf in case.leaves if case.failed(leaf)]
    if found.size < expected.size and close(found, expected[:length]):
        text = N_("The training stops after {found} steps; the task asks for {expected}.")
        return Diagnosis("not_converged", say(text, found=found.size, expected=int(expected.size)), 0)
    if found.size == expected.size and close(found[:1], expected[:1]) and wrong and _slower(found, expected):
        text = N_(
            "The steps are too small: after as many of them as the task asks for, the loss is still far from its end."
        )
        return Diagnosis("not_converged", say(text), 0)
    if found.size > expected.size and close(found[:length], expected) and "gradient_left" in case.codes:
        text = N_("After the training there is another backward pass, and its gradient stays behind.")
        return Diagnosis("accumulated_gradient", say(text), max(call.line for call in case.found.calls))
    return Diagnosis("different_trajectory", describe("different_trajectory"), 0)


def _slower(found: Array, expected: Array) -> bool:
    """Whether the loss falls, and less than it should."""
    tail = max(1, found.size // 10)
    return bool(expected[-tail:].mean() < found[-tail:].mean() <= found[:tail].mean())
