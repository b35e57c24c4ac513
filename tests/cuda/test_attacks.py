"""Attacks that need a GPU: none gets what it wants, each gets its verdict, and honest programs around it get theirs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from grader.attack_corpus import CONTROLS, DEFAULT_EXERCISE, Attack, load_attacks
from grader.exercise import ExerciseCatalog
from grader.grading import Grader
from tests.cuda.overhearing import Overhearing

ATTACKS = load_attacks(Path(__file__).resolve().parent / "attacks")
_ESCAPED = b"ESCAPED"
_WALL_SECONDS = 10.0
_CPU_SECONDS = 8.0


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.id for attack in ATTACKS])
def test_attack_is_contained(
    grader: Grader, overhearing: Overhearing, catalog: ExerciseCatalog, attack: Attack
) -> None:
    """The attack says nowhere that it succeeded, its verdict is one of those it may get, and the next programs fare as ever."""
    exercise = catalog.get(attack.exercise)
    limits = exercise.spec.limits.model_copy(update={"cpu_seconds": _CPU_SECONDS, "wall_seconds": _WALL_SECONDS})
    small = replace(exercise, spec=exercise.spec.model_copy(update={"limits": limits}))
    overhearing.taken()
    graded = grader.grade(small, attack.source, attack.id, "cuda")
    heard = b"".join(outcome.stdout + outcome.stderr + outcome.record for outcome in overhearing.taken())
    assert _ESCAPED not in heard, heard[heard.index(_ESCAPED) :][:500].decode(errors="replace")
    assert graded.verdict in attack.expect, f"{graded.verdict} {graded.error} {graded.reason}"
    for name, source in CONTROLS.items():
        control = grader.grade(catalog.get(DEFAULT_EXERCISE), source, f"{attack.id} {name}", "cuda")
        wanted = "wrong_answer" if name == "wrong" else "accepted"
        assert control.verdict == wanted, f"{name} after {attack.id}: {control.verdict} {control.reason}"
    assert overhearing.lane.closed_reason == ""
