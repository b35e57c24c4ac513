"""Faults for the grading pipeline: a real sandbox that answers some jobs as the test wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.errors import SandboxError
from grader.observations import Job, decode_job
from workers.sandbox import Ending, Limits, Outcome, Sandbox

Answer = Callable[[Job], Outcome | None]


@dataclass
class Injected:
    """The real sandbox, but for the jobs that `answer` takes from it; every job that came is kept."""

    real: Sandbox | None
    answer: Answer = field(default=lambda _: None)
    jobs: list[Job] = field(default_factory=list)

    @property
    def environment(self) -> Mapping[str, Any]:
        """The real one's; without one it cannot be told."""
        if self.real is None:
            raise SandboxError("no fork server")
        return self.real.environment

    def run(self, job: bytes, limits: Limits) -> Outcome:
        """An injected outcome, or a real one."""
        self.jobs.append(decode_job(job))
        outcome = self.answer(self.jobs[-1])
        if outcome is not None:
            return outcome
        assert self.real is not None
        return self.real.run(job, limits)

    def of_references(self) -> list[Job]:
        """The jobs of references, in order."""
        return [job for job in self.jobs if job.filename == "reference.py"]


def ended(ending: Ending, *, record: bytes = b"", started: bool = True, stderr: bytes = b"", **rest: Any) -> Outcome:
    """An outcome, as the sandbox tells it."""
    return Outcome(ending, rest.get("exit_status"), rest.get("signal"), record, b"", stderr, 0.1, 0.1, 1, started)


NOT_STARTED = ended(Ending.NOT_STARTED, started=False, stderr=b"the fork server was lost")
LOST = ended(Ending.NOT_STARTED, stderr=b"the fork server was lost")
CRASHED = ended(Ending.SIGNALLED, signal=11)


def refuse(_: Job) -> Outcome | None:
    """Stand in for a sandbox that cannot be started any more."""
    raise SandboxError("the sandbox does not hold: landlock")


def is_reference(job: Job) -> bool:
    """Whether a reference is run, not a learner's program."""
    return job.filename == "reference.py"


def is_adopted(job: Job) -> bool:
    """Whether the reference is run with values of the learner's own."""
    return is_reference(job) and any(slot.always for slot in job.givens.values())


def where(wanted: Callable[[Job], bool], fault: Outcome | Answer) -> Answer:
    """Inject a fault into the jobs that are wanted."""

    def answer(job: Job) -> Outcome | None:
        if not wanted(job):
            return None
        return fault if isinstance(fault, Outcome) else fault(job)

    return answer
