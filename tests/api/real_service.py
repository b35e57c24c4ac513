"""The real service in a process of its own: `grader serve`, with its sandbox, as people start it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

_PATIENCE_S = 120.0
_STEP_S = 0.05
_ADDRESS = re.compile(r"ready at (http://\S+)")
_KEY = re.compile(r"\btg_\S+")


@dataclass(frozen=True)
class RealService:
    """A running service and a key for everything."""

    url: str
    key: str

    def client(self) -> httpx.Client:
        """Return a client with the key."""
        headers = {"authorization": f"Bearer {self.key}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=90, trust_env=False)


@contextmanager
def started(folder: Path, **settings: str) -> Iterator[RealService]:
    """Run `grader serve` on its embedded default until the end of the block."""
    environment = {
        "PATH": os.environ["PATH"],
        "GRADER_DATA_DIR": str(folder / "data"),
        "GRADER_BROKER_URL": "memory://",
        **settings,
    }
    log = folder / "serve.log"
    command = [sys.executable, "-m", "grader.cli", "serve", "--port", "0", "--slots", "1"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
    try:
        yield _announced(process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(_PATIENCE_S)


def _announced(process: subprocess.Popen[bytes], log: Path) -> RealService:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        text = log.read_text(encoding="utf-8", errors="replace")
        address, key = _ADDRESS.search(text), _KEY.search(text)
        if address and key:
            return RealService(address[1], key[0])
        time.sleep(_STEP_S)
    raise AssertionError(f"the service did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")
