"""A worker process whose grader does what the program says, even if that is to die."""

from __future__ import annotations

import sys

from grader import logs
from grader.config import load_settings
from grader.serving import run_worker
from tests.service.fakes import FakeGrader


def main() -> None:
    """Run `grader worker` with the fake grader; settings come from the environment."""
    settings = load_settings()
    logs.configure(settings)
    sys.exit(run_worker(settings, open_grader=FakeGrader().open))


if __name__ == "__main__":
    main()
