"""Recognises a known mistake: a program that shows what a rejected proof shows, in every run, has made the proof's mistake.

The proofs run like the reference, in float64 and with the learner's own values where the exercise adopts some. Two proofs with
different names that both fit say nothing certain, so nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from grader import comparison
from grader.exercise_format import ExerciseSpec, Tolerance
from grader.findings import View
from grader.observations import Binding, Observation, Tensor
from grader.running import Run

if TYPE_CHECKING:
    from grader.diagnosis import Likeness

_TOLERANCE = Tolerance(rtol=1e-4, atol=1e-5)
_TRACE_TOLERANCE = Tolerance(rtol=1e-2, atol=1e-3)


def recognised(spec: ExerciseSpec, runs: Sequence[Run], proofs: Likeness, view: View) -> str:
    """The diagnosis of the rejected proofs that the program is like in all runs; "" for none or for several."""
    adopted = [proofs.adopted(run.observation) for run in runs]
    fitting = {
        code
        for code, shown in proofs.shown_by_proofs(adopted)
        if len(shown) == len(runs)
        and all(alike(spec, run.observation, proof) for run, proof in zip(runs, shown, strict=True))
    }
    return fitting.pop() if len(fitting) == 1 else ""


def alike(spec: ExerciseSpec, found: Observation, proof: Observation) -> bool:
    """Whether two programs show the same for every name: value, gradient, flags, what the graph reaches, and the trace."""
    names = [name for name, table in spec.names.items() if not table.optional]
    if not all(_same_binding(found.names.get(name), proof.names.get(name)) for name in names):
        return False
    if (found.error is None) != (proof.error is None) or bool(found.call_count) != bool(proof.call_count):
        return False
    return _same_trace(found.trace, proof.trace)


def _same_binding(found: Binding | None, proof: Binding | None) -> bool:
    if found is None or proof is None:
        return found is proof
    facts = ("kind", "requires_grad", "is_leaf", "grad_state", "reaches")
    if any(getattr(found, fact) != getattr(proof, fact) for fact in facts):
        return False
    return _same_tensor(found.value, proof.value) and _same_tensor(found.grad, proof.grad)


def _same_tensor(found: Tensor | None, proof: Tensor | None) -> bool:
    if found is None or proof is None:
        return found is proof
    return comparison.compare(found, proof, _TOLERANCE) is None


def _same_trace(found: Tensor | None, proof: Tensor | None) -> bool:
    if found is None or proof is None or found.shape != proof.shape:
        return found is proof
    one, other = comparison.numbers(found), comparison.numbers(proof)
    with np.errstate(all="ignore"):
        close = np.abs(one - other) <= _TRACE_TOLERANCE.atol + _TRACE_TOLERANCE.rtol * np.abs(other)
    return bool((close | (np.isnan(one) & np.isnan(other))).all())
