"""The rejected proofs of an exercise, run for the inputs of one attempt: a learner's program may be like one of them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from grader.errors import SandboxError
from grader.exercise import Exercise
from grader.observations import Observation
from grader.running import adopted_values

if TYPE_CHECKING:
    from grader.grading import Grader, Inputs


class ProofRuns:
    """Runs the rejected proofs as the reference is run, so that a learner's program can be recognised among them.

    What was run is kept with the reference's observations. Running them takes so long at the most, then no more is told.
    """

    def __init__(self, grader: Grader, exercise: Exercise, source: bytes, inputs: Sequence[Inputs]) -> None:
        self._grader = grader
        self._source = source
        self._exercise = exercise
        self._inputs = inputs
        self._proofs = [each for each in exercise.proofs if not each.accepted and each.diagnosis]
        self._begun = time.monotonic()

    @property
    def out_of_time(self) -> bool:
        """Whether some proofs may have been left out."""
        return time.monotonic() - self._begun > self._grader.likeness_seconds

    def codes(self) -> list[str]:
        """Each rejected proof's diagnosis."""
        return [each.diagnosis for each in self._proofs]

    def shown(self, proof: int, run: int, found: Observation) -> Observation | None:
        """What a proof shows for the inputs of a run, with the learner's own values; None if it fails or time is up."""
        if self.out_of_time:
            return None
        adopted = adopted_values(self._exercise, found)
        with suppress(SandboxError):
            return self._grader.reference(self._exercise, self._inputs[run], adopted, self._proofs[proof].source)
        return None

    def derivatives(self) -> Observation | None:
        """What numeric differentiation of the learner's own forward gives for the public inputs."""
        with suppress(SandboxError):
            return self._grader.derivatives(self._exercise, self._source, self._inputs[0])
        return None
