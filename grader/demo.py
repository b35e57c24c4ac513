"""``make demo``: start the service on its embedded default, grade a right and a wrong program over HTTP, show both, stop."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console

from grader import presenting

_START_SECONDS = 120.0
_WAIT_SECONDS = 60
_RIGHT = """\
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print(x.grad, y.grad)
"""
_WRONG = _RIGHT.replace("z.detach()", "z")
_ADDRESS = re.compile(r"http://[0-9.:]+")
_KEY = re.compile(r"\btg_\S+")


def main() -> int:
    """Run the demonstration; 0 where the service said what it should."""
    console = Console()
    console.print("[bold]1.[/] starting the service: SQLite, worker threads and the sandbox, nothing else to install")
    with tempfile.TemporaryDirectory(prefix="torchgrader-demo-") as folder, _service(Path(folder)) as (address, key):
        console.print(f"   it answers at {address}")
        with httpx.Client(
            base_url=address, headers={"Authorization": f"Bearer {key}"}, timeout=_WAIT_SECONDS + 10
        ) as client:
            console.print("[bold]2.[/] a program that does the exercise `detach`\n")
            right = _submit(client, _RIGHT)
            presenting.print_result(console, "right.py", right, "en")
            console.print("[bold]3.[/] the same program with the detach forgotten\n")
            wrong = _submit(client, _WRONG)
            presenting.print_result(console, "wrong.py", wrong, "en")
    verdicts = (right["verdict"], wrong["verdict"])
    if verdicts != ("accepted", "wrong_answer"):
        console.print(f"[red]expected accepted and wrong_answer, got {' and '.join(verdicts)}[/]")
        return 1
    console.print("[green]Both verdicts are as they should be. Next: `make serve`, then docs/integrating.md.[/]")
    return 0


def _submit(client: httpx.Client, source: str) -> dict[str, Any]:
    body = {"exercise": "detach", "source": source, "learner": "demo"}
    answer = client.post("/v1/submissions", params={"wait": _WAIT_SECONDS}, json=body)
    answer.raise_for_status()
    submission: dict[str, Any] = answer.json()
    if submission["status"] != "finished":
        raise SystemExit(f"the submission was not graded within {_WAIT_SECONDS} s: it is {submission['status']}")
    attempt: dict[str, Any] = submission["attempt"]
    return attempt


@contextmanager
def _service(folder: Path) -> Iterator[tuple[str, str]]:
    """`grader serve` in a process of its own with a data folder of its own; yields its address and first key."""
    command = [sys.executable, "-m", "grader.cli", "serve", "--port", "0"]
    environment = {"PATH": "/usr/bin:/bin", "GRADER_DATA_DIR": str(folder), "GRADER_BROKER_URL": "memory://"}
    log = folder / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)  # noqa: S603 - our own
    try:
        yield _announced(process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _announced(process: subprocess.Popen[bytes], log: Path) -> tuple[str, str]:
    """The address and the key that the service prints once it answers."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        text = log.read_text(encoding="utf-8", errors="replace")
        address, key = _ADDRESS.search(text), _KEY.search(text)
        if address and key:
            return address[0], key[0]
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit(f"the service did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")


if __name__ == "__main__":
    sys.exit(main())
