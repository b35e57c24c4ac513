"""Whatever a record claims, it is judged, explained and written in every language: forging crashes nothing on our side."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.exercise import Exercise, ExerciseCatalog
from grader.grading import Graded, Grader
from grader.localisation import LOCALES
from grader.observations import decode_job, decode_observation, encode
from tests.forging import Forger
from tests.lessons import exercise
from workers.sandbox import Ending, Limits, Outcome

STDOUT = (b"", b"nan 1e999 -0 27.", b"\xd9\xa3 1e-400 -1e999 2 \xff\x00\x1b[31m")
ENDINGS = (Ending.EXITED,) * 30 + tuple(Ending)
_REFERENCE_HOLDS, _RECORD_HOLDS = 0.97, 0.95


class Forgery:
    """Stands where the sandbox is, and brings records that nobody's program made."""

    def __init__(self, lesson: Exercise, rng: random.Random) -> None:
        self._rng = rng
        self._forger = Forger(rng, lesson.spec)

    @property
    def environment(self) -> Mapping[str, Any]:
        """Nothing that matters here."""
        return {"device": "cpu"}

    def run(self, job: bytes, limits: Limits) -> Outcome:
        """An outcome with a forged record; the reference's own runs mostly end in order."""
        observation = self._forger.observation()
        if decode_job(job).filename == "reference.py" and self._rng.random() < _REFERENCE_HOLDS:
            observation = replace(observation, error=None, ended="finished")
            return self._outcome(Ending.EXITED, encode(observation))
        record = encode(observation) if self._rng.random() < _RECORD_HOLDS else self._rng.randbytes(60)
        return self._outcome(self._rng.choice(ENDINGS), record)

    def _outcome(self, ending: Ending, record: bytes) -> Outcome:
        signal = 11 if ending is Ending.SIGNALLED else None
        return Outcome(ending, 0, signal, record, self._rng.choice(STDOUT), b"", 0.1, 0.1, 1, started=True)


@pytest.fixture(scope="module")
def lessons(exercises_dir: Path) -> list[Exercise]:
    """Every exercise of the repository, and the tests' own, which has a check of each kind; two rejected proofs will do."""
    catalog = ExerciseCatalog(exercises_dir)
    whole = [exercise(), *(catalog.get(slug) for slug in catalog.slugs())]
    return [replace(each, proofs=tuple(proof for proof in each.proofs if not proof.accepted)[:2]) for each in whole]


@pytest.mark.parametrize("seed", range(16))
def test_every_claim_can_be_judged_and_told(lessons: list[Exercise], seed: int) -> None:
    """Checks, diagnosis and feedback in four languages never raise, never warn, and write plain JSON, whatever is claimed."""
    rng = random.Random(seed)  # noqa: S311 - the same forgeries whenever the test runs
    for lesson in lessons:
        graded = Grader(Forgery(lesson, rng), b"secret").grade(lesson, b"x = 1\n", str(seed))
        for locale in LOCALES:
            json.dumps(graded.to_json(locale), allow_nan=False)
        stored = json.loads(json.dumps(graded.to_record(), allow_nan=False))
        assert Graded.from_record(stored).to_json() == graded.to_json()


@pytest.mark.parametrize("seed", range(5))
def test_forged_observations_are_well_formed(seed: int) -> None:
    """What is judged above would cross the boundary: the reader of records lets it in."""
    forger = Forger(random.Random(seed), exercise().spec)  # noqa: S311 - as above
    decode_observation(encode(forger.observation()))
