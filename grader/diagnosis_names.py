"""Names that do not exist: in an error, or among what the task asks for."""

from __future__ import annotations

import re

from grader import evidence
from grader.diagnosis_texts import describe
from grader.evidence import Case
from grader.messages import N_, say
from grader.near_misses import nearest
from grader.observations import ErrorFacts
from grader.results import Diagnosis

_IMPORTED = frozenset(
    {"torch", "np", "numpy", "nn", "plt", "F", "optim", "math", "sys", "os", "random", "time", "autograd"}
)
_FUNCTIONS_OF_TORCH = frozenset(
    {"tensor", "grad", "no_grad", "Variable", "Parameter", "SGD", "MSELoss", "Module", "backward"}
)
_PYTHON_WORDS = {"true": "True", "false": "False", "none": "None", "null": "None", "TRUE": "True", "FALSE": "False"}
_FEW = 3


def undefined(error: ErrorFacts, case: Case | None) -> Diagnosis:
    """A name was used that nothing is assigned to."""
    found = re.search(r"'([^']+)'", error.message)
    name = found[1] if found else "?"
    if name == "get_ipython":
        return Diagnosis(
            "notebook_magic", say(N_("get_ipython() works in a notebook only. Leave such lines out.")), error.line
        )
    if name in _PYTHON_WORDS:
        text = N_("Python writes {near} with a capital letter: {name} is the name of nothing.")
        return Diagnosis("missing_name", say(text, name=name, near=_PYTHON_WORDS[name]), error.line)
    if name in _IMPORTED:
        return Diagnosis("missing_import", say(N_("{name} is used but never imported."), name=name), error.line)
    if name in _FUNCTIONS_OF_TORCH:
        text = N_("{name} is used without being imported. Import it, or write its whole path, such as torch.tensor.")
        return Diagnosis("missing_import", say(text, name=name), error.line)
    if error.type == "UnboundLocalError":
        text = N_(
            "A function that assigns to {name} has a {name} of its own, which has no value yet. Hand it in as a parameter."
        )
        return Diagnosis("missing_name", say(text, name=name), error.line)
    return _unassigned(error, name, case)


def _unassigned(error: ErrorFacts, name: str, case: Case | None) -> Diagnosis:
    assigned = case.source.assigned if case is not None else ()
    lines = [each.line for each in assigned if each.word == name]
    if lines:
        text = N_("{name} is used here before anything is assigned to it. Look at the order of the lines.")
        return Diagnosis("missing_name", say(text, name=name), error.line)
    attributes = case.source.attribute_stores if case is not None else ()
    if any(each.word == f"self.{name}" for each in attributes):
        text = N_("{name} belongs to the object: inside a method it is written self.{name}.")
        return Diagnosis("missing_name", say(text, name=name), error.line)
    near = nearest(name, [each.word for each in assigned])
    if near:
        text = N_("There is no variable named {name}. Did you mean {near}?")
        return Diagnosis("missing_name", say(text, name=name, near=near), error.line)
    text = N_("The name {name} is used, and nothing was ever assigned to it.")
    return Diagnosis("missing_name", say(text, name=name), error.line)


def never_run(case: Case, name: str) -> Diagnosis | None:
    """A name is missing because the code that binds it never ran."""
    source = case.source
    if not any(each.word == name for each in (*source.assigned, *source.functions)):
        return None
    if source.closed_guards:
        guard = source.closed_guards[0]
        text = N_('The program compares __name__ with "{found}", so what follows never runs. It is "__main__".')
        return Diagnosis("defined_not_called", say(text, found=guard.word), guard.line)
    named = {function.word for function in source.functions}
    bare = next((each for each in source.bare_attributes if each.word in named), None)
    if bare is not None:
        text = N_("{name} only names the function. It runs when parentheses follow: {name}().")
        return Diagnosis("defined_not_called", say(text, name=bare.word), bare.line)
    if source.unawaited:
        waiting = source.unawaited[0]
        text = N_(
            "Calling {name} only prepares it: a generator runs when it is iterated over, a coroutine when it is awaited."
        )
        return Diagnosis("defined_not_called", say(text, name=waiting.word), waiting.line)
    if source.idle:
        idle = source.idle[0]
        text = N_("{name} is defined but never called, so nothing in it happens.")
        return Diagnosis("defined_not_called", say(text, name=idle.word), idle.line)
    return None


def missing(case: Case, name: str) -> Diagnosis:
    """A name that the task asks for is not there when the program ends."""
    ran = never_run(case, name)
    if ran is not None:
        return ran
    known = {each.name: each.kind for each in case.found.others}
    near = nearest(name, [*known, *(each.word for each in case.source.assigned if each.word not in case.spec.names)])
    if near:
        text = N_("There is no variable named {name}, but one named {near}. Names must match exactly.")
        return Diagnosis("missing_name", say(text, name=name, near=near), _assigned_at(case, near))
    tensors = [each for each, kind in known.items() if kind == "tensor"]
    left = [each for each in case.called("exit", "quit", "_exit") if _assigned_at(case, name) > each.line]
    if left and case.found.ended == "exited":
        text = N_("The program ends itself in line {line}, before anything is assigned to {name}.")
        return Diagnosis("missing_name", say(text, name=name, line=left[0].line), left[0].line)
    nothing_kept = len({each.word for each in case.source.assigned}) <= 1
    if nothing_kept and not case.found.names and not case.differentiated and case.view.stdout.strip():
        return Diagnosis("printed_only", describe("printed_only"))
    if 0 < len(tensors) <= _FEW:
        text = N_("There is no variable named {name}. Tensors with other names were found: {others}.")
        return Diagnosis("missing_name", say(text, name=name, others=", ".join(tensors)))
    return Diagnosis("missing_name", say(N_("There is no variable named {name}."), name=name))


def _assigned_at(case: Case, name: str) -> int:
    return evidence.line_of(each for each in case.source.assigned if each.word == name)
