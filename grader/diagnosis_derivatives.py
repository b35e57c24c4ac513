"""A derivative under a name of its own, as torch.autograd.grad gives it, that is wrong or carries no graph."""

from __future__ import annotations

import numpy as np

from grader import diagnosis_tracking as tracking
from grader import evidence
from grader.comparison import Array
from grader.diagnosis_texts import describe
from grader.diagnosis_values import added_up
from grader.evidence import CLOSE, Case, close, steady_ratio, values
from grader.messages import N_, say
from grader.observations import EngineCall
from grader.results import Diagnosis


def _made_by(case: Case, name: str) -> EngineCall | None:
    """The reference's call that gave the value of a name, None where autograd did not."""
    binding = case.reference.names.get(name)
    line = binding.line if binding is not None else 0
    return next((call for call in case.reference.calls if call.method == "grad" and call.line == line > 0), None)


def wrong(case: Case, name: str) -> Diagnosis | None:
    """Why the value of a derivative is another one; None where nothing certain can be said."""
    made_by = _made_by(case, name)
    if made_by is None or not case.failed(name):
        return None
    if not case.differentiated:
        return typed_in(case, name) or tracking.not_asked(case)
    pair = evidence.value_pair(name)(case.view)
    if pair is None or case.failed(made_by.root):
        return None
    found, expected = pair
    if not np.any(found) and np.any(expected):
        text = N_("{name} is zero at the end: what autograd gave was cleared or multiplied away.")
        return Diagnosis("gradient_zeroed_after_backward", say(text, name=name), case.line(name))
    own = [call for call in case.found.calls if call.method == "grad" and made_by.root in (call.root, *call.through)]
    if not own or not any(call.line == case.line(name) for call in own):
        found_elsewhere = another_name(case, name) or _summed(case, found, expected)
        if found_elsewhere is not None:
            return found_elsewhere
    return _from_elsewhere(case, name, made_by.root, own) or _of_the_calls(case, name, own)


def _summed(case: Case, found: Array, expected: Array) -> Diagnosis | None:
    """The value is what several passes left in a leaf."""
    for leaf in case.leaves:
        binding = case.found.names.get(leaf)
        kept = values(binding.grad) if binding is not None else None
        if kept is not None and kept.size == found.size and close(kept, found):
            summed = added_up(case, leaf, expected)
            if summed is not None:
                return summed
    return None


def _from_elsewhere(case: Case, name: str, root: str, own: list[EngineCall]) -> Diagnosis | None:
    """Another tensor was differentiated, or the right one by something else than the input."""
    asked = [call for call in case.found.calls if call.method == "grad"]
    if asked and not own and root in case.found.names:
        text = N_("The derivative is taken of another tensor here; the task differentiates {root}.")
        return Diagnosis("wrong_variable", say(text, root=root), asked[-1].line)
    found = [values(each.value) for view in case.views if (each := view.found.names.get(name)) is not None]
    if len(found) > 1 and all(each is not None and close(each, np.ones_like(each)) for each in found):
        text = N_("{name} is 1 whatever the input: a tensor was differentiated by itself.")
        return Diagnosis("wrong_variable", say(text, name=name), case.line(name))
    return None


def _of_the_calls(case: Case, name: str, own: list[EngineCall]) -> Diagnosis | None:
    """The right tensor was differentiated, and the value is off by a factor."""
    if any(call.seeded for call in own):
        text = N_("The derivative is multiplied by the tensor that is handed over as grad_outputs. Leave it out.")
        return Diagnosis("scaled_gradient", say(text), own[-1].line)
    ratio = steady_ratio(case, evidence.value_pair(name))
    if ratio is None or abs(ratio - 1) < CLOSE or abs(ratio + 1) < CLOSE:
        return None
    if len(own) > 1 and abs(ratio - len(own)) < CLOSE:
        text = N_("{name} is the sum of {passes} derivatives of the same result: one of them is the answer.")
        return Diagnosis("accumulated_gradient", say(text, name=name, passes=len(own)), case.line(name))
    text = N_("The gradient is {factor} times what is expected: what was differentiated is scaled.")
    return Diagnosis("scaled_gradient", say(text, factor=float(ratio)), case.line(name))


def another_name(case: Case, name: str) -> Diagnosis | None:
    """The name holds, in every run, what another name of the task should hold."""
    for other in case.reference.names:
        if other != name and _holds(case, name, other) and not _holds(case, name, name):
            text = N_("{name} holds the value that {other} should have.")
            return Diagnosis("wrong_variable", say(text, name=name, other=other), case.line(name))
    return None


def exchanged(case: Case, name: str) -> Diagnosis | None:
    """A given and a result hold each other's values."""
    for other in case.reference.names.keys() - case.spec.given.keys():
        if _holds(case, name, other) and _holds(case, other, name) and not _holds(case, name, name):
            text = N_("{name} and {other} are exchanged: each holds the other's value.")
            return Diagnosis("wrong_variable", say(text, name=name, other=other), case.line(name))
    return None


def _holds(case: Case, name: str, other: str) -> bool:
    """Whether the program's ``name`` is the reference's ``other``, in every run."""
    for view in case.views[:1] if {name, other} & set(case.spec.given) else case.views:
        found, expected = view.found.names.get(name), view.reference.names.get(other)
        one, wanted = (values(each.value) if each is not None else None for each in (found, expected))
        if one is None or wanted is None or not close(one, wanted):
            return False
    return True


def typed_in(case: Case, name: str) -> Diagnosis | None:
    """A result that is numbers as they were typed, and no computation."""
    table = case.spec.names.get(name)
    if name in case.spec.given or name in case.leaves or table is None or table.adopt != "no":
        return None
    typed = [each for each in case.source.typed if each.word == name and each.line == case.line(name)]
    if not typed:
        return None
    text = N_("{name} is typed in as numbers. It should be computed, for any input.")
    return Diagnosis("hard_coded", say(text, name=name), typed[0].line)


def earlier(case: Case, name: str) -> Diagnosis | None:
    """Why a name carries no graph, where a wrong value explains it: its own, or one that it is computed from."""
    typed = typed_in(case, name)
    if typed is not None and (case.failed(name) or not case.differentiated):
        return typed
    own = wrong(case, name)
    if own is not None:
        return own
    for each in case.judged:
        finding = each.finding
        if finding is None or finding.code != "values" or finding.name not in case.spec.names:
            continue
        binding = case.found.names.get(finding.name)
        if binding is not None and 0 < binding.line < case.line(name) and set(binding.reaches) & set(case.leaves):
            return Diagnosis("wrong_formula", describe("wrong_formula"), binding.line)
    return None
