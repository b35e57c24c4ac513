"""The runs of a learner's program for one attempt: made in the sandbox, or found among those that were kept."""

from __future__ import annotations

from collections import Counter
from types import TracebackType
from typing import Self

from grader.kept_runs import KeptRuns, run_key
from grader.observations import Job, encode
from grader.running import Begin, Begun, Run, RunsPrograms, finished_run
from grader.verdict import Verdict
from workers.sandbox import Limits, Outcome

_WORTH_KEEPING = (Verdict.ACCEPTED, Verdict.SYNTAX_ERROR)


class LearnerRuns:
    """Makes runs, one after the other; one of them may be begun beforehand. To be used in a `with` statement.

    Args:
        sandbox: where they are made.
        limits: of each.
        kept: where to look for each first, and what to keep it in; None to have all of them made.
    """

    def __init__(self, sandbox: RunsPrograms, limits: Limits, kept: KeptRuns | None = None) -> None:
        self._sandbox = sandbox
        self._limits = limits
        self._kept = kept
        self._begun: tuple[bytes, Begun] | None = None
        self._turns: Counter[bytes] = Counter()

    def begin(self, job: Job, begin: Begin) -> None:
        """Begin a run beside the next one, if it has to be made and there is room.

        Raises:
            SandboxError: there is no sandbox to run it in.
        """
        encoded = encode(job)
        if self._kept is not None and self._kept.has(self._key(encoded)):
            return
        begun = begin(encoded, self._limits)
        self._begun = None if begun is None else (encoded, begun)

    def run(self, job: Job) -> Run:
        """What a run came to.

        Raises:
            SandboxError: it could not take place, which is never the program's fault.
        """
        encoded = encode(job)
        if self._kept is None:
            return finished_run(self._made(encoded))
        key = self._key(encoded)
        self._turns[encoded] += 1
        outcome = self._kept.find(key)
        if outcome is not None:
            return finished_run(outcome)
        outcome = self._made(encoded)
        run = finished_run(outcome)
        if run.verdict in _WORTH_KEEPING and not run.lost:
            self._kept.keep(key, outcome)
        return run

    def _made(self, encoded: bytes) -> Outcome:
        if self._begun is None or self._begun[0] != encoded:
            return self._sandbox.run(encoded, self._limits)
        outcome = self._begun[1].outcome()
        self._begun = None
        return outcome

    def _key(self, encoded: bytes) -> str:
        return run_key(encoded, self._limits, self._sandbox.environment, self._turns[encoded])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """What was begun and not waited for says nothing any more."""
        if self._begun is not None:
            self._begun[1].drop()
