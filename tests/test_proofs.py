"""The exercises' own proofs: each submission gets exactly the verdict of its folder and the diagnosis of its first line."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.exercise import ExerciseCatalog
from grader.grading import Grader
from tests.judging import ENOUGH_SECONDS, listed, proofs, tried
from workers.sandbox import Sandbox

_SLUGS = sorted(
    each.parent.name for each in (Path(__file__).resolve().parents[1] / "exercises").glob("*/exercise.toml")
)
#: Where a program trains for seconds, the tests try every so many; the publishing gate and `make programs` try them all.
_EVERY = {"sgd-by-hand": 8, "frozen-parameters": 16}
_TOO_SLOW_TO_COMPARE = frozenset({"frozen-parameters"})
"""Running all its known mistakes takes minutes: what is told without them is tried."""


@pytest.mark.parametrize("slug", _SLUGS)
def test_a_proof_gets_its_verdict_and_its_diagnosis(sandbox: Sandbox, catalog: ExerciseCatalog, slug: str) -> None:
    """What an author says of a submission is what a learner with the same program is told."""
    patience = 0.0 if slug in _TOO_SLOW_TO_COMPARE else ENOUGH_SECONDS
    grader = Grader(sandbox, b"a secret of the tests' own, no other", likeness_seconds=patience)
    exercise = catalog.get(slug)
    results = list(tried(grader, exercise, proofs(exercise, _EVERY.get(slug, 1))))
    wrong = [each for each in results if not (each.judged_right and (each.trial.accepted or each.named_right))]
    assert not wrong, listed(wrong)
