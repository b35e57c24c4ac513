"""A harness for the sandbox's tests: the job is a program that finds `record`, a function that writes to the record."""

from __future__ import annotations

import os
import sys
import traceback


def prepare() -> None:
    """Nothing to warm: a fork server with this harness starts in a moment."""


def run_job(job: bytes, record_fd: int) -> None:
    """Run the job; what it passes to `record` goes to the record pipe, what it raises to standard error."""

    def record(value: object) -> None:
        data = value if isinstance(value, bytes) else repr(value).encode()
        while data:
            data = data[os.write(record_fd, data) :]

    try:
        exec(compile(job, "job.py", "exec"), {"__name__": "__main__", "record": record})  # noqa: S102 - that is its task
    except Exception:  # noqa: BLE001 - a job may raise anything
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
