"""Names the misconception behind a rejection.

The program's own error comes first, then errors that it swallowed, then what happened while it trained, then rules on what
each check found; where these say only that a value is wrong, likeness to a known mistake may say why. A wrong name is worse
than none: two explanations of the same facts leave only what is certain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader import (
    diagnosis_derivatives,
    diagnosis_errors,
    diagnosis_rules,
    diagnosis_scenarios,
    diagnosis_source,
    diagnosis_training,
)
from grader.diagnosis_texts import describe
from grader.evidence import Case
from grader.findings import View
from grader.judging import Judged
from grader.likeness import Proofs, recognised
from grader.observations import Observation
from grader.results import Diagnosis
from grader.verdict import Verdict

_DECIDED_BY_ENDING = frozenset(
    {
        Verdict.FORBIDDEN_OPERATION,
        Verdict.MEMORY_LIMIT_EXCEEDED,
        Verdict.TIME_LIMIT_EXCEEDED,
        Verdict.OUTPUT_LIMIT_EXCEEDED,
        Verdict.SYNTAX_ERROR,
    }
)
_OF_GIVENS = frozenset({"wrong_given_value", "wrong_shape", "wrong_variable", "transposed"})
"""A value that the task gives and the program writes differently explains all that is computed from it."""
_BY_CHANCE = frozenset({"hard_coded", "some_inputs_only"})
"""Names for what was right with the first inputs: a known mistake that happens not to show there says more."""
_FOLLOWS_FROM_TRAINING = frozenset({"wrong_formula", "wrong_variable", "scaled_gradient", "not_finite", "wrong_sign"})


@dataclass(frozen=True)
class Named:
    """The attempt's diagnosis, and each failed check's."""

    overall: Diagnosis | None
    by_check: Mapping[str, Diagnosis]


def diagnose(
    verdict: Verdict, observation: Observation, views: Sequence[View], judged: Sequence[Judged], proofs: Proofs | None
) -> Named:
    """What to tell the learner. ``verdict`` and ``observation`` are the public run's; ``views`` are empty if nothing was judged."""
    if verdict in _DECIDED_BY_ENDING or not views:
        return Named(diagnosis_errors.explain(verdict, observation, None), {})
    case = Case(tuple(views), tuple(judged))
    failed = [each for each in judged if each.finding is not None]
    unmet = diagnosis_scenarios.unmet(views[0])
    if unmet is not None:
        return Named(unmet, {})
    by_check = _by_check(case) | diagnosis_scenarios.declared(failed)
    if verdict is Verdict.RUNTIME_ERROR:
        known = diagnosis_scenarios.error(observation) if views[0].spec.kind == "scenario" else None
        return Named(known or diagnosis_errors.explain(verdict, observation, case), by_check)
    counted = [each for each in failed if not each.advisory]
    if not counted:
        return Named(Diagnosis("hard_coded", describe("hard_coded")), by_check)
    if all(each.hidden for each in counted):
        return Named(_only_hidden(case, proofs), by_check)
    return Named(_overall(case, by_check, proofs), by_check)


def _only_hidden(case: Case, proofs: Proofs | None) -> Diagnosis:
    """Only other numbers show the mistake: a known one, else something is typed in. Of the hidden run nothing is told."""
    named = diagnosis_rules.only_hidden(case)
    typed = any(diagnosis_derivatives.typed_in(case, name) for name in case.spec.names)
    alike = recognised(case, proofs) if proofs is not None and named.code in _BY_CHANCE and not typed else ""
    return Diagnosis(alike, describe(alike), diagnosis_source.line_for(case, alike)) if alike else named


def _by_check(case: Case) -> dict[str, Diagnosis]:
    found = {}
    for each in case.judged:
        named = diagnosis_rules.name(case, each.finding) if each.finding is not None and not each.hidden else None
        if named is not None:
            found[each.id] = named
    return found


def _overall(case: Case, by_check: Mapping[str, Diagnosis], proofs: Proofs | None) -> Diagnosis | None:
    given = (each for check, each in by_check.items() if check.startswith("given:") and each.code in _OF_GIVENS)
    first = next(given, None)
    if first is not None and not case.trains:
        return first
    counted = {each.id for each in case.judged if not each.advisory}
    candidates = [each for check, each in by_check.items() if check in counted]
    trained = diagnosis_training.explain(case)
    if trained is not None:  # how the training went explains the values that it left
        candidates = [each for each in candidates if each.code not in _FOLLOWS_FROM_TRAINING]
    candidates += [each for each in (diagnosis_source.given_away(case), trained) if each is not None]
    best = min(candidates, key=diagnosis_rules.rank, default=None)
    if case.views[0].spec.kind == "scenario":
        return _of_scenario(case, best, proofs)
    if best is not None and best.code not in diagnosis_rules.VAGUE:
        return best
    alike = recognised(case, proofs) if proofs is not None else ""
    if alike and (best is None or alike != best.code):
        return Diagnosis(alike, describe(alike), diagnosis_source.line_for(case, alike))
    return best


def _of_scenario(case: Case, best: Diagnosis | None, proofs: Proofs | None) -> Diagnosis | None:
    """What a known mistake, the exercise itself or the second oracle says, before the general rules."""
    view = case.views[0]
    counted = [each for each in case.judged if each.finding is not None and not each.advisory]
    given_away = diagnosis_source.given_away(case)
    if given_away is not None:
        return given_away
    if best is not None and best.code in ("value_is_not_a_tensor", "nothing_returned"):
        return best  # what is no tensor has no gradient, whatever else there is to say
    alike = recognised(case, proofs) if proofs is not None else ""
    if alike:
        return Diagnosis(alike, describe(alike), diagnosis_source.line_for(case, alike))
    declared = next(iter(diagnosis_scenarios.declared(counted).values()), None)
    derived = proofs.derivatives() if proofs is not None else None
    if derived is not None:
        declared = (
            diagnosis_scenarios.fitting(view.spec, view, derived)
            or declared
            or diagnosis_scenarios.second_oracle(counted, view, derived)
        )
    return declared or best
