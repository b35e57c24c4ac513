"""From a failed check to a named misconception: which rule speaks for which finding, and which of several comes first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from grader import comparison, evidence
from grader import diagnosis_derivatives as derivatives
from grader import diagnosis_scenarios as scenarios
from grader import diagnosis_tracking as tracking
from grader import diagnosis_values as wrong
from grader.diagnosis_names import missing
from grader.diagnosis_raised import not_raised
from grader.diagnosis_texts import describe
from grader.evidence import Case
from grader.findings import Finding
from grader.messages import N_, say
from grader.results import Diagnosis

_ORDER = (
    "wrong_given_value",
    "given_not_replaceable",
    "exception_swallowed",
    "defined_not_called",
    "printed_only",
    "missing_name",
    "attribute_typo",
    "integer_requires_grad",
    "missing_requires_grad",
    "non_leaf_gradient",
    "value_is_not_a_tensor",
    "nothing_returned",
    "wrong_dtype",
    "parameter_not_registered",
    "frozen_parameter_trained",
    "frozen_parameter_tracked",
    "tracking_switched",
    "parameter_not_trained",
    "update_replaces_parameter",
    "zero_grad_not_called",
    "backward_named_not_called",
    "transposed",
    "wrong_shape",
    "non_scalar_backward",
    "broadcast_blow_up",
    "out_of_range",
    "hard_coded",
    "wrong_tensor_detached",
    "detach_missing",
    "zero_instead_of_none",
    "create_graph_missing",
    "backward_not_called",
    "graph_cut",
    "gradient_zeroed_after_backward",
    "accumulated_gradient",
    "zero_grad_missing",
    "update_ascends",
    "update_lost",
    "diverged",
    "not_finite",
    "wrong_sign",
    "sum_instead_of_mean",
    "mean_instead_of_sum",
    "wrong_variable",
    "wrong_formula",
    "scaled_gradient",
    "not_converged",
    "different_trajectory",
)
"""What comes first in a program explains what follows from it."""
VAGUE = frozenset({"wrong_formula", "wrong_shape", "scaled_gradient", "different_trajectory", "not_finite"})
"""Names that say where a value goes wrong and not yet why: likeness to a known mistake may say more."""

_Rule = Callable[[Case, Finding], Diagnosis | None]


def rank(diagnosis: Diagnosis) -> int:
    """Where a diagnosis stands among those of one attempt."""
    return _ORDER.index(diagnosis.code) if diagnosis.code in _ORDER else len(_ORDER)


def name(case: Case, finding: Finding) -> Diagnosis | None:
    """The misconception behind one failed check of the public run, None where nothing certain can be said."""
    rule = _RULES.get(finding.code)
    if rule is not None:
        return rule(case, finding)
    code = _SAME.get(finding.code)
    return None if code is None else Diagnosis(code, describe(code), case.line(finding.name))


def only_hidden(case: Case) -> Diagnosis:
    """Everything held with the published numbers and something did not with others.

    A scenario draws its inputs and publishes none, so there is nothing to type in: some inputs were not thought of.
    """
    if case.spec.kind == "scenario":
        return Diagnosis("some_inputs_only", describe("some_inputs_only"))
    codes = {each.finding.code for each in case.judged if each.finding is not None and not each.advisory}
    code = "given_not_replaceable" if codes <= {"given_not_replaceable"} else "hard_coded"
    if codes <= {"no_call", "call_misses"}:  # with the published numbers something else had the value of the result
        code = "backward_not_called"
    return Diagnosis(code, describe(code))


def _missing(case: Case, finding: Finding) -> Diagnosis:
    return missing(case, finding.name)


def _leaf(case: Case, finding: Finding) -> Diagnosis | None:
    """A flag of a leaf is not what it should be."""
    if finding.name in case.leaves:
        return tracking.unsuitable(case, finding.name)
    return _lost(case, finding)


def _lost(case: Case, _finding: Finding) -> Diagnosis | None:
    """A result does not lead back to a leaf: the leaf's fault, or something cut the graph."""
    for leaf in case.leaves:
        found = tracking.unsuitable(case, leaf)
        if found is not None:
            return found
    for leaf in case.leaves:
        lost = case.lost_at(leaf)
        explained = derivatives.earlier(case, lost) if lost and not case.trains else None
        if explained is not None:
            return explained
        if lost:
            return tracking.lost_on_the_way(case, leaf, lost)
    return None


def _tracked(case: Case, finding: Finding) -> Diagnosis:
    if "." in finding.name:
        values = [evidence.values(each.value) for each in case.history(finding.name)]
        if any(
            each is not None and not evidence.close(each, first) for each in values if (first := values[0]) is not None
        ):
            text = N_("{name} should be frozen and was trained: its value moved.")
            return Diagnosis("frozen_parameter_trained", say(text, name=finding.name), case.line(finding.name))
        text = N_("{name} should be frozen and is tracked: autograd computes a gradient for it.")
        return Diagnosis("frozen_parameter_tracked", say(text, name=finding.name), case.line(finding.name))
    return tracking.still_open(case, finding.name)


def _not_avoided(case: Case, finding: Finding) -> Diagnosis:
    return tracking.not_avoided(case, finding.name)


def _gradient_none(case: Case, finding: Finding) -> Diagnosis | None:
    if case.spec.kind == "scenario" and case.differentiated:
        explained = scenarios.missing_gradient(case)
        if explained is not None:
            return explained
    return tracking.missing_gradient(case, finding.name.removesuffix(".grad"))


def _gradient_unexpected(case: Case, finding: Finding) -> Diagnosis | None:
    leaf = finding.name.removesuffix(".grad")
    if "." in leaf:
        return _tracked(case, Finding("tracked", finding.message, leaf))
    if finding.found is not None and not np.any(comparison.numbers(finding.found)):
        return Diagnosis("zero_instead_of_none", describe("zero_instead_of_none"))
    elsewhere = tracking.from_elsewhere(case)
    if elsewhere is not None:
        return elsewhere
    if leaf in case.found.names.get(case.root, _NOTHING).reaches:
        return tracking.not_avoided(case, case.root)
    passes = len(case.calls_reaching(leaf, "backward"))
    if passes and len(case.found.calls) > passes:
        text = N_(
            "An earlier backward pass left its gradient in {name}.grad. Start from fresh tensors, or clear it to None."
        )
        return Diagnosis("accumulated_gradient", say(text, name=leaf), case.calls_reaching(leaf)[0].line)
    return None


def _no_call(case: Case, finding: Finding) -> Diagnosis | None:
    return _lost(case, finding) or (tracking.not_asked(case) if not case.differentiated else None)


def _call_misses(case: Case, finding: Finding) -> Diagnosis | None:
    for leaf in case.leaves:
        if not case.calls_reaching(leaf):
            return tracking.unsuitable(case, leaf) or tracking.unreached(case, leaf)
    return _lost(case, finding)


def _values(case: Case, finding: Finding) -> Diagnosis | None:
    if finding.name.endswith(".grad"):
        return wrong.gradient(case, finding)
    if finding.code == "not_finite":
        return Diagnosis("not_finite", describe("not_finite"), case.line(finding.name))
    if finding.found is None:
        return wrong.adopted_shape(case, finding)
    if finding.name not in case.spec.names:
        return _slope(case, finding)
    if finding.name in case.leaves and case.trains:
        return None  # the training tells why
    if finding.name in tracking.frozen(case):
        return _frozen_moved(case, finding)
    explained = derivatives.typed_in(case, finding.name) or derivatives.wrong(case, finding.name)
    return explained or _plain_number(case, finding) or _stale(case, finding) or wrong.value(case, finding)


def _frozen_moved(case: Case, finding: Finding) -> Diagnosis:
    """What should stay as it is holds another value: it was trained, or it began elsewhere."""
    binding = case.binding(finding.name)
    if binding is not None and not binding.requires_grad and not evidence.begins_right(case):
        text = N_("{name} should be frozen at another value.")
        return Diagnosis("wrong_given_value", say(text, name=finding.name), case.line(finding.name))
    text = N_("{name} should be frozen and was trained: its value moved.")
    return Diagnosis("frozen_parameter_trained", say(text, name=finding.name), case.line(finding.name))


def _plain_number(case: Case, finding: Finding) -> Diagnosis | None:
    """What was differentiated was a tensor, and its name stands for a plain number at the end: a sum kept for printing."""
    binding = case.found.names[finding.name]
    if binding.kind != "number" or finding.name != case.root or not case.differentiated:
        return None
    return tracking.not_a_tensor(case, finding.name, binding)


def _slope(case: Case, finding: Finding) -> Diagnosis | None:
    """The derivative that the harness took itself differs; ``finding.name`` is ``d loss / d A``."""
    name = finding.name.split()[1]
    if case.failed(name):
        return None
    text = N_("{name} has the right value here, but it depends on its input in another way than it should.")
    return Diagnosis("wrong_formula", say(text, name=name), case.line(name))


def _stale(case: Case, finding: Finding) -> Diagnosis | None:
    """In a training lesson a result may have been computed before the training was over."""
    last = max((call.line for call in case.found.calls), default=0)
    line = case.line(finding.name)
    if (
        not case.trains
        or not case.found.call_count > 1
        or not 0 < line < last
        or case.found.names[finding.name].kind != "tensor"
    ):
        return None
    text = N_(
        "{name} was last computed in line {line}, before the training is over, so it belongs to an older parameter."
    )
    return Diagnosis("wrong_variable", say(text, name=finding.name, line=line), line)


def _not_a_tensor(case: Case, finding: Finding) -> Diagnosis:
    binding = case.binding(finding.name)
    if binding is None or binding.kind == "tensor":
        return Diagnosis("value_is_not_a_tensor", describe("value_is_not_a_tensor"), case.line(finding.name))
    return tracking.not_a_tensor(case, finding.name, binding)


def _typed(case: Case, finding: Finding) -> Diagnosis:
    return wrong.typed(case) if case.source.typed_gradients else Diagnosis("hard_coded", finding.message)


def _probe(case: Case, finding: Finding) -> Diagnosis | None:
    """A derivative cannot be differentiated once more."""
    if not case.differentiated:
        return derivatives.typed_in(case, finding.name) or tracking.not_asked(case)
    explained = derivatives.earlier(case, finding.name)
    if explained is not None:
        return explained
    if any(call.create_graph for call in case.reference.calls):
        binding = case.found.names.get(finding.name)
        if binding is not None and binding.kind == "tensor" and any(call.create_graph for call in case.found.calls):
            return _lost(case, finding) or Diagnosis("graph_cut", describe("graph_cut"), binding.line)
        return Diagnosis("create_graph_missing", describe("create_graph_missing"), case.line(finding.name))
    return _lost(case, finding)


def _not_drawn(case: Case, finding: Finding) -> Diagnosis:
    text = N_("{name} is the same in every run. The task asks for random numbers, so let torch draw them.")
    return Diagnosis("hard_coded", say(text, name=finding.name), case.line(finding.name))


def _degenerate(case: Case, finding: Finding) -> Diagnosis:
    """Nothing can be told from the learner's own values: a bad choice, or the answer of a training put in for its start."""
    starts = {name: each.value for name, each in case.found.adopted.items() if name in case.leaves}
    ends = {name: case.reference.names[name].value for name in starts}
    pairs = [(evidence.values(starts[name]), evidence.values(ends[name])) for name in starts]
    answers = all(one is not None and other is not None and evidence.close(one, other) for one, other in pairs)
    if case.trains and finding.name == "loss" and starts and answers:
        text = N_("{name} is typed in with the value that training should give.")
        first = next(iter(starts))
        return Diagnosis("hard_coded", say(text, name=first), case.line(first))
    return Diagnosis("degenerate_choice", describe("degenerate_choice"), case.line(finding.name))


class _Nothing:
    reaches: tuple[str, ...] = ()


_NOTHING = _Nothing()
_RULES: Mapping[str, _Rule] = {
    "wrong_given_value": lambda case, finding: derivatives.exchanged(case, finding.name) or wrong.given(case, finding),
    "missing_name": _missing,
    "not_defined": _missing,
    "not_tracked": _leaf,
    "not_a_leaf": _leaf,
    "a_leaf": _lost,
    "no_graph": _lost,
    "graph_cut": _lost,
    "tracked": _tracked,
    "graph_not_cut": _not_avoided,
    "gradient_none": _gradient_none,
    "gradient_unexpected": _gradient_unexpected,
    "no_call": _no_call,
    "call_misses": _call_misses,
    "values": _values,
    "not_finite": _values,
    "wrong_shape": _values,
    "value_is_not_a_tensor": _not_a_tensor,
    "gradient_typed": _typed,
    "probe_no_graph": _probe,
    "not_drawn": _not_drawn,
    "not_raised": not_raised,
    "degenerate": _degenerate,
}
_SAME = {
    "wrong_dtype": "wrong_dtype",
    "out_of_range": "out_of_range",
    "flag_untrue": "flag_not_set",
    "not_printed": "not_printed",
    "given_not_replaceable": "given_not_replaceable",
    "gradient_left": "gradient_not_cleared",
    "has_graph": "detach_missing",
}
