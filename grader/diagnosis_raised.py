"""A lesson that asks for an error of torch: what the program caught in its place, or why nothing was raised."""

from __future__ import annotations

import numpy as np

from grader import checks, comparison, evidence
from grader.diagnosis_names import missing
from grader.diagnosis_texts import describe
from grader.evidence import Case
from grader.exercise_format import RaisedCheck
from grader.findings import Finding
from grader.messages import N_, say
from grader.observations import ErrorFacts
from grader.results import Diagnosis

_SHOWN_CHARACTERS = 120


def not_raised(case: Case, _finding: Finding) -> Diagnosis:
    """The error that the lesson asks for was never raised and caught."""
    if case.found.caught and "value_is_not_a_tensor" not in case.codes:
        return _another_caught(case, case.found.caught[-1])
    named = {each.word for each in case.source.functions}
    waiting = [*case.source.idle, *(each for each in case.source.bare_attributes if each.word in named)]
    if waiting:
        text = N_("{name} is defined but never called, so nothing in it happens.")
        return Diagnosis("defined_not_called", say(text, name=waiting[0].word), waiting[0].line)
    flag = next((each.flag for each in case.spec.check if isinstance(each, RaisedCheck) and each.flag), None)
    if case.found.ended == "exited" and flag is not None and flag not in case.found.names:
        return missing(case, flag)
    if case.source.swallowed:
        text = N_("Nothing failed where an error is waited for: the shapes there do fit each other.")
        return Diagnosis("wrong_shape", say(text), evidence.line_of(case.source.swallowed))
    binding = case.found.names.get(flag) if flag is not None else None
    value = binding.value if binding is not None else None
    if flag is not None and value is not None and np.any(comparison.numbers(value)):
        text = N_("{name} is set although nothing was tried and nothing was raised.")
        return Diagnosis("hard_coded", say(text, name=flag), case.line(flag))
    return Diagnosis("no_error_shown", describe("no_error_shown"))


def _another_caught(case: Case, error: ErrorFacts) -> Diagnosis:
    arrived = any(error.type == each.type and error.message[:200] == each.message[:200] for each in case.found.raised)
    if not arrived:
        text = N_("The error that is caught was raised by the program itself. Let torch try, and refuse.")
        return Diagnosis("hard_coded", say(text), error.line)
    text = N_("The error that is caught is another one, not torch's about sizes: {type}: {message}")
    shown = error.message[:_SHOWN_CHARACTERS]
    return Diagnosis("exception_swallowed", say(text, type=error.type, message=shown), error.line)


def uncaught(error: ErrorFacts, case: Case) -> Diagnosis | None:
    """The error that the lesson asks for ended the program before its end; None if the lesson asks for none such."""
    wanted = (each for each in case.spec.check if isinstance(each, RaisedCheck))
    if not any(checks.is_wanted(each, error) for each in wanted):
        return None
    if case.source.swallowed:
        text = N_("torch refuses as it should, and no except around this line catches it: it is a {type}.")
        return Diagnosis("error_not_caught", say(text, type=error.type), error.line)
    return Diagnosis("error_not_caught", describe("error_not_caught"), error.line)
