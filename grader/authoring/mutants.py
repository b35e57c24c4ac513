"""The gate that plants mistakes in the reference: every mutant is refused, or is no mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from grader.authoring import sameness
from grader.authoring.bench import Bench, looked_at_closely
from grader.authoring.programs import Tried
from grader.authoring.report import Fate, Gate, Remark, gate
from grader.grading import Examination
from grader.mutation import Mutant, mutants, with_error_at
from grader.observations import Observation
from grader.verdict import Verdict

_WAYS_TO_KILL = 4


def mutation(bench: Bench) -> tuple[Gate, list[Fate], list[Tried]]:
    """Try every mutant as a learner's program. Also the killed ones as `Tried`, for the margins."""
    made = mutants(bench.exercise.reference)
    attempts = bench.each("mutants", made, lambda mutant: _attempt(bench, mutant))
    fates = [_fate(bench, mutant, attempt) for mutant, attempt in zip(made, attempts, strict=True)]
    pairs = zip(fates, attempts, strict=True)
    tried = [Tried(f"mutant: {fate.change}", attempt.examined) for fate, attempt in pairs if fate.state == "killed"]
    survived = [fate for fate in fates if fate.state == "survived"]
    remarks = [(True, _survival(fate)) for fate in survived] + [(True, each) for each in _idle_claims(bench, fates)]
    killed, equivalent = (sum(fate.state == state for fate in fates) for state in ("killed", "equivalent"))
    score = killed / (killed + len(survived)) if killed + len(survived) else 1.0
    evidence = [f"{killed} of {killed + len(survived)} killed ({score:.0%}), {equivalent} equivalent"]
    return (
        gate("mutants", remarks, evidence, killed=killed, survived=len(survived), equivalent=equivalent),
        fates,
        tried,
    )


@dataclass(frozen=True)
class _Attempt:
    """A mutant's examination that says most, and the number of variants on which it passes every check."""

    examined: Examination
    passes: int


def _attempt(bench: Bench, mutant: Mutant) -> _Attempt:
    """A mutant that passes with the published numbers has to fail on every variant."""
    public = bench.examine(mutant.source)
    if public.outcome[0] is not Verdict.ACCEPTED:
        return _Attempt(public, 0)
    hidden = [bench.examine(mutant.source, [index]) for index in bench.pool]
    passes = sum(each.outcome[0] is Verdict.ACCEPTED for each in hidden)
    return _Attempt(hidden[0], passes)


def _fate(bench: Bench, mutant: Mutant, attempt: _Attempt) -> Fate:
    """What becomes of one mutant; one at a time, so that values of a program's own choice are the same for all."""
    if attempt.passes:
        return _unseen(bench, mutant, attempt.passes)
    return Fate(mutant.operator, mutant.line, mutant.change, mutant.diff, "killed", tuple(_reasons(attempt.examined)))


def _reasons(examined: Examination) -> list[str]:
    """Which checks refuse it, and the errors that end it."""
    failed = [each.id for each in examined.judged if each.finding is not None and not each.advisory]
    ended = [
        f"ends with {run.observation.error.type if run.observation.error else run.verdict.json_name}"
        for run in examined.runs
        if run.verdict is not Verdict.ACCEPTED
    ]
    return list(dict.fromkeys([*ended, *failed]))


def _unseen(bench: Bench, mutant: Mutant, passes: int) -> Fate:
    """A mutant that passes every check: equivalent for a reason, or a survivor."""
    listed = {each.change: each.reason for each in bench.exercise.spec.equivalent}
    reason = listed.get(mutant.change, "")
    needs: tuple[str, ...] = ()
    if not reason:
        needs = _what_differs(bench, mutant)
        if not needs:
            reason, needs = _why_nothing_differs(bench, mutant)
    if reason:
        return Fate(mutant.operator, mutant.line, mutant.change, mutant.diff, "equivalent", reason=reason)
    if passes < len(bench.pool):
        seen = len(bench.pool) - passes
        needs = (
            f"only {seen} of {len(bench.pool)} variants see it: let every variant draw numbers that show it",
            *needs,
        )
    return Fate(mutant.operator, mutant.line, mutant.change, mutant.diff, "survived", needs=needs)


def _why_nothing_differs(bench: Bench, mutant: Mutant) -> tuple[str, tuple[str, ...]]:
    """Why a mutant that shows the same is equivalent; or, with an empty reason, what the exercise lacks.

    Of a script every variable was looked at. A scenario shows what it shows: there the line must at least be reached, and a
    condition needs inputs on both of its sides, which only the author can vouch for.
    """
    if bench.exercise.spec.kind == "script":
        return "it shows the same in every variable of the reference, in float64, on several variants", ()
    if mutant.about_a_condition:
        return "", ("inputs on both sides of the condition, or the author's reason in [[equivalent]]",)
    bombed = bench.observed_closely(with_error_at(bench.exercise.reference, mutant.line))
    if all(shown is not None and shown.error is None for shown in bombed):
        return "", ("inputs with which the scenario reaches this line: none does",)
    return "it shows the same in everything that the scenario observes, in float64, on several variants", ()


def _what_differs(bench: Bench, mutant: Mutant) -> tuple[str, ...]:
    """Facts in which the mutant differs from the reference when looked at closely, with the checks that look at them."""
    names = tuple(looked_at_closely(bench.exercise).spec.names)
    shown = zip(bench.observed_closely(mutant.source), bench.observed_closely(bench.exercise.reference), strict=True)
    for found, expected in shown:
        if expected is None:
            continue
        ways = tuple(
            str(each) for each in islice(sameness.differences(found or _NOTHING, expected, names), _WAYS_TO_KILL)
        )
        if ways:
            return ways
    return ()


_NOTHING = Observation("raised")


def _survival(fate: Fate) -> Remark:
    needed = "; ".join(fate.needs)
    return Remark(
        "mutant_survives",
        f"line {fate.line}: {fate.change} ({fate.operator}). What would see it: {needed}",
        "reference.py",
    )


def _idle_claims(bench: Bench, fates: Sequence[Fate]) -> list[Remark]:
    """Listed equivalents that are none: the checks refuse them, or no mutant is like that."""
    states = {fate.change: fate.state for fate in fates}
    found = []
    for each in bench.exercise.spec.equivalent:
        state = states.get(each.change)
        if state == "killed":
            problem = f"{each.change}: is listed as equivalent, but the checks refuse it"
            found.append(Remark("equivalent_is_refused", problem, "exercise.toml"))
        elif state is None:
            problem = f"{each.change}: is listed as equivalent, but there is no such mutant (any more)"
            found.append(Remark("equivalent_unknown", problem, "exercise.toml"))
    return found
