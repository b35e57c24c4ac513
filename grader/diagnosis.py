"""Names the misconception behind a rejection.

The program's own error comes first, then what the source gives away, then likeness to a known mistake, then rules on what was
observed. A wrong name is worse than none: two explanations of the same facts leave only what is certain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from grader import diagnosis_errors, diagnosis_rules, diagnosis_scenarios, diagnosis_source, likeness
from grader.exercise_format import ExerciseSpec
from grader.findings import View
from grader.judging import Judged
from grader.observations import Observation, Tensor
from grader.results import Diagnosis
from grader.running import Run
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


class Likeness(Protocol):
    """Knows what the exercise's rejected proofs show for the inputs of this attempt."""

    def shown_by_proofs(self, adopted: Sequence[Mapping[str, Tensor]]) -> list[tuple[str, list[Observation]]]:
        """Each proof's diagnosis with its observation for every run, given the learner's own values for each."""

    def adopted(self, observation: Observation) -> dict[str, Tensor]:
        """The learner's own values that a proof takes over."""

    def derivatives(self) -> Observation | None:
        """Numeric derivatives of the learner's own forward, where the exercise's scenario takes them."""


@dataclass(frozen=True)
class Named:
    """The attempt's diagnosis, and each failed check's."""

    overall: Diagnosis | None
    by_check: Mapping[str, Diagnosis]


def diagnose(
    spec: ExerciseSpec, runs: Sequence[Run], judged: Sequence[Judged], view: View | None, proofs: Likeness | None
) -> Named:
    """What to tell the learner. ``runs[0]`` and ``view`` are the public run's."""
    public = runs[0]
    if public.verdict in _DECIDED_BY_ENDING or view is None:
        return Named(diagnosis_errors.explain(public), {})
    failed = [each for each in judged if each.finding is not None]
    unmet = diagnosis_scenarios.unmet(view)
    if unmet is not None:
        return Named(unmet, {})
    by_check = {each.id: named for each in failed if not each.hidden and (named := diagnosis_rules.name(each, view))}
    by_check |= diagnosis_scenarios.declared(failed)
    if public.verdict is Verdict.RUNTIME_ERROR:
        known = diagnosis_scenarios.error(public.observation) if spec.kind == "scenario" else None
        return Named(known or diagnosis_errors.explain(public), by_check)
    counted = [each for each in failed if not each.advisory]
    if not counted:
        return Named(next((found for run in runs if (found := _hidden_ending(run))), None), by_check)
    if all(each.hidden for each in counted):
        return Named(diagnosis_rules.only_hidden(counted, view), by_check)
    return Named(_overall(spec, runs, counted, by_check, view, proofs), by_check)


def _hidden_ending(run: Run) -> Diagnosis | None:
    return diagnosis_rules.breaks_with_other_numbers() if run.verdict is not Verdict.ACCEPTED else None


def _overall(
    spec: ExerciseSpec,
    runs: Sequence[Run],
    counted: Sequence[Judged],
    by_check: Mapping[str, Diagnosis],
    view: View,
    proofs: Likeness | None,
) -> Diagnosis | None:
    given_away = diagnosis_source.given_away(counted, view)
    if given_away is not None:
        return given_away
    alike = likeness.recognised(spec, runs, proofs, view) if proofs is not None else ""
    ranked = sorted(by_check.values(), key=diagnosis_rules.rank)
    if alike:
        same = next((each for each in ranked if each.code == alike), None)
        return same or Diagnosis(alike, diagnosis_rules.describe(alike), diagnosis_source.line_for(alike, view))
    derived = proofs.derivatives() if proofs is not None else None
    declared = next(iter(diagnosis_scenarios.declared(counted).values()), None)
    if derived is not None:
        declared = (
            diagnosis_scenarios.fitting(spec, view, derived)
            or declared
            or diagnosis_scenarios.second_oracle(counted, view, derived)
        )
    return declared or (ranked[0] if ranked else None)
