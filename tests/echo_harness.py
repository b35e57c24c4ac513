"""A harness for the sandbox's own tests: the job is a Python program that sees `record`, a function that writes to the record."""

from __future__ import annotations

import os
import sys
import traceback

import torch
import torch._dynamo


def prepare() -> None:
    """Warm torch as the real harness does."""
    torch.set_num_threads(1)
    layer = torch.nn.Linear(2, 2)
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
    layer(torch.ones(1, 2)).sum().backward()
    optimizer.step()


def run_job(job: bytes, record_fd: int) -> None:
    """Run the job; what it passes to `record` goes to the record pipe."""

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
