"""The echo harness with memory of its own, which its trial jobs write to as a job does that finds `space`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import echo_harness  # type: ignore[import-not-found]

del sys.path[0]

PAGES = 128
_PAGE = 4096
_WRITE = b"for page in range({pages}): space[page * {page}] += 1"
_END_EARLY = b"""
if ends_early:
    import contextlib, os, tempfile
    with contextlib.suppress(OSError), tempfile.TemporaryFile() as long_to_free:  # not every host has a place for it
        long_to_free.write(bytes(15 << 20))
        os.dup2(long_to_free.fileno(), 0)  # closed behind the record: while it is freed, this process is neither there nor over
    os._exit(0)
"""

space = bytearray((PAGES + 1) * _PAGE)
ends_early = False


def prepare() -> None:
    """Nothing to warm."""


def trial_jobs() -> list[bytes]:
    """Jobs that write to one byte of every page."""
    job = _WRITE.replace(b"{pages}", b"%d" % PAGES).replace(b"{page}", b"%d" % _PAGE)
    return [job + _END_EARLY] * 2


def run_job(job: bytes, record_fd: int) -> None:
    """Run the job and close the record, which is when a job is done."""
    names = f"import sys; space, ends_early = sys.modules['workers.harness'].space, {ends_early}\n"
    echo_harness.run_job(names.encode() + job, record_fd)
    os.close(record_fd)
