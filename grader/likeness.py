"""Recognises a known mistake: a program that shows what a rejected proof shows, in every run, has made the proof's mistake.

The proofs run like the reference, in float64 and with the learner's own values where the exercise adopts some. What counts is
what is wrong: the same checks fail for the same reason and with the same numbers. Two proofs with different names that both
fit say nothing certain, so nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from grader import checks, comparison
from grader.evidence import Case
from grader.exercise_format import Tolerance
from grader.findings import Finding, View
from grader.observations import Observation, Tensor

_TOLERANCE = Tolerance(rtol=1e-4, atol=1e-5)
_TRACE_TOLERANCE = Tolerance(rtol=1e-2, atol=1e-3)
_TOLD_BY_THE_SOURCE = frozenset(
    {
        "attribute_typo",
        "backward_named_not_called",
        "backward_not_called",
        "defined_not_called",
        "exception_swallowed",
        "hard_coded",
        "missing_name",
        "printed_only",
        "zero_grad_not_called",
    }
)


class Proofs(Protocol):
    """Knows what the exercise's rejected proofs show for the inputs of this attempt."""

    @property
    def out_of_time(self) -> bool:
        """Whether some proofs may have been left out."""

    def codes(self) -> Sequence[str]:
        """Each rejected proof's diagnosis."""

    def shown(self, proof: int, run: int, found: Observation) -> Observation | None:
        """What a proof shows for the inputs of a run, with the learner's own values; None if it fails or takes too long."""

    def derivatives(self) -> Observation | None:
        """Numeric derivatives of the learner's own forward, where the exercise's scenario takes them."""


def recognised(case: Case, proofs: Proofs) -> str:
    """The diagnosis of the rejected proofs that the program is like in all runs; "" for none or for several."""
    fitting: set[str] = set()
    wrong = [_wrong(view) for view in case.views]
    if not any(finding.found is not None for each in wrong for finding in each.values()):
        return ""  # nothing but facts that many mistakes share
    for proof, code in enumerate(proofs.codes()):
        if code in _TOLD_BY_THE_SOURCE or code in fitting or _contradicted(case, code):
            continue
        if all(_alike(view, wrong[run], proofs.shown(proof, run, view.found)) for run, view in enumerate(case.views)):
            fitting.add(code)
    return fitting.pop() if len(fitting) == 1 and not proofs.out_of_time else ""


def _contradicted(case: Case, code: str) -> bool:
    """Whether what the program asked of the engine rules a mistake out, however alike the results are."""
    return code == "create_graph_missing" and any(call.create_graph for call in case.found.calls)


def _wrong(view: View) -> dict[str, Finding]:
    """What each check finds wrong in one run."""
    found = {f"given:{name}": checks.evaluate_given(name, view) for name in view.spec.given}
    found |= {check.id: checks.evaluate(check, view) for check in view.spec.check if not check.advisory}
    return {name: finding for name, finding in found.items() if finding is not None}


def _alike(view: View, wrong: dict[str, Finding], shown: Observation | None) -> bool:
    """Whether the proof fails the same checks of one run for the same reasons, with the same numbers and losses."""
    if shown is None:
        return False
    other = _wrong(
        View(shown, view.reference, view.spec, hidden=view.hidden, first=None, refused_values=view.refused_values)
    )
    same = {name: each.code for name, each in wrong.items()} == {name: each.code for name, each in other.items()}
    return (
        same
        and all(_same(each.found, other[name].found) for name, each in wrong.items())
        and _same_trace(view.found, shown)
    )


def _same(found: Tensor | None, proof: Tensor | None) -> bool:
    if found is None or proof is None:
        return found is proof
    if found.shape != proof.shape and not comparison.same_shape(found.shape, proof.shape, exact=False):
        return False
    one, other = comparison.numbers(found).reshape(proof.shape), comparison.numbers(proof)
    with np.errstate(all="ignore"):
        near = np.abs(one - other) <= _TOLERANCE.atol + _TOLERANCE.rtol * np.abs(other)
    return bool((near | (one == other) | (np.isnan(one) & np.isnan(other))).all())


def _same_trace(found: Observation, proof: Observation) -> bool:
    one = None if found.trace is None else comparison.numbers(found.trace)
    other = None if proof.trace is None else comparison.numbers(proof.trace)
    if one is None or other is None or one.shape != other.shape:
        return one is other
    with np.errstate(all="ignore"):
        near = np.abs(one - other) <= _TRACE_TOLERANCE.atol + _TRACE_TOLERANCE.rtol * np.abs(other)
    return bool((near | (one == other) | (np.isnan(one) & np.isnan(other))).all())
