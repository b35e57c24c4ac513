"""Judges the runs of one attempt: every check on every run, the best complete pass where a program did the lesson twice.

Pure: it is given what the programs and the reference showed, and says which checks hold and why others do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from grader import checks, comparison
from grader.exercise_format import Check, DrawnCheck, ExerciseSpec, RaisedCheck
from grader.findings import Finding, View
from grader.messages import N_, Message, say
from grader.observations import Episode, Observation, Tensor

_TRACE_POINTS = 200
_DIFFERS = say(N_("It differs with other numbers."))


@dataclass(frozen=True)
class Judged:
    """One check over all runs: the finding of the first run that failed, and whether that run was a hidden one."""

    id: str
    weight: float
    check: Check | None
    finding: Finding | None
    hidden: bool = False

    @property
    def advisory(self) -> bool:
        """Whether the check only remarks."""
        return self.check is not None and self.check.advisory

    @property
    def message(self) -> Message | None:
        """What the learner is told; of a hidden run one sentence, whatever was found."""
        if self.finding is None:
            return None
        if self.hidden and self.finding.code not in ("not_drawn", "given_not_replaceable"):
            return _DIFFERS
        return self.finding.message


def judge(spec: ExerciseSpec, views: Sequence[View]) -> list[Judged]:
    """Every check of the exercise, and one for each given, over all runs; ``views[0]`` is the public run."""
    chosen = [best_view(spec, view) for view in views]
    judged = [_judge_given(name, chosen) for name in spec.given]
    judged += [_judge_check(check, chosen) for check in spec.check]
    return judged


def _judge_given(name: str, views: Sequence[View]) -> Judged:
    for view in views:
        finding = checks.evaluate_given(name, view)
        if finding is not None:
            return Judged(f"given:{name}", 1.0, None, finding, view.hidden)
    return Judged(f"given:{name}", 1.0, None, None)


def _judge_check(check: Check, views: Sequence[View]) -> Judged:
    for view in views:
        compared = replace(view, first=views[0].found) if isinstance(check, DrawnCheck) and view.hidden else view
        finding = checks.evaluate(check, compared)
        if finding is not None:
            return Judged(check.id, check.weight, check, finding, view.hidden)
    return Judged(check.id, check.weight, check, None)


def best_view(spec: ExerciseSpec, view: View) -> View:
    """The last pass through the lesson, unless it fails where an earlier complete one holds in everything."""
    found = view.found
    starts = [0, *(episode.calls for episode in found.episodes)]
    later = {found.restart, starts[-1]} - {0}
    if not later:
        return view
    passes = [_last_pass(found, start) for start in sorted(later, reverse=True)]
    passes += [
        _earlier_pass(found, episode, starts[index]) for index, episode in reversed(list(enumerate(found.episodes)))
    ]
    candidates = [view, *(replace(view, found=each) for each in passes)]
    for candidate in candidates:
        if all(checks.evaluate(check, candidate) is None for check in spec.check if not check.advisory):
            return candidate
    return view


def _last_pass(found: Observation, start: int) -> Observation:
    """What came after the first ``start`` engine calls; where too many came to be told one by one, the first stand for all."""
    return replace(found, episodes=(), trace=_slice(found.trace, start, None), calls=found.calls[start:] or found.calls)


def _earlier_pass(found: Observation, episode: Episode, start: int) -> Observation:
    return replace(
        found,
        episodes=(),
        names=episode.names,
        adopted=episode.adopted,
        probes=episode.probes,
        trace=_slice(found.trace, start, episode.calls),
        calls=found.calls[start : episode.calls],
        call_count=episode.calls - start,
    )


def _slice(trace: Tensor | None, start: int, stop: int | None) -> Tensor | None:
    if trace is None:
        return None
    data = trace.data[8 * start : None if stop is None else 8 * stop]
    return Tensor("float64", (len(data) // 8,), data)


def excused(spec: ExerciseSpec, observation: Observation) -> bool:
    """Whether the error that ended the program is one the lesson asks for."""
    return any(checks.excused_error(check, observation) for check in spec.check if isinstance(check, RaisedCheck))


def comparisons(judged: Sequence[Judged]) -> list[Mapping[str, Any]]:
    """Data to draw for what failed in the public run: expected and found values, or two loss curves."""
    drawn: list[Mapping[str, Any]] = []
    for each in judged:
        finding = each.finding
        if finding is None or each.hidden or (finding.found is None and finding.expected is None):
            continue
        kind = "trace" if finding.name == "loss" and finding.code.startswith("trace") else "tensor"
        show = _curve if kind == "trace" else comparison.drawable
        found = None if finding.found is None else show(finding.found)
        expected = None if finding.expected is None else show(finding.expected)
        drawn.append({"check": each.id, "name": finding.name, "kind": kind, "found": found, "expected": expected})
    return drawn


def _curve(trace: Tensor) -> list[Any]:
    values = comparison.numbers(trace)
    stride = max(1, len(values) // _TRACE_POINTS)
    return [[int(step), comparison.json_number(float(values[step]))] for step in range(0, len(values), stride)]
