"""Starts a sandbox, lets it work, and prints what it found, as JSON: for tests that start it on another kind of host."""

from __future__ import annotations

import json
import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(_HERE.parents[1]))

from workers.sandbox import Limits, Sandbox, SandboxError  # noqa: E402

_PROGRAM = b"""
import os, random
try:
    open("kept", "w").write("x")
    written = True
except OSError as error:
    written = type(error).__name__
record({"user": os.getuid(), "written": written, "drawn": random.random()})
"""


def main() -> None:
    """Print the layers and what a program saw, or why the sandbox refused."""
    harness = str(_HERE / "echo_harness.py")
    try:
        with Sandbox(python=sys.argv[1], harness=harness, require=sys.argv[2:]) as sandbox:
            layers = {layer.name: [layer.active, layer.proof] for layer in sandbox.layers}
            outcomes = [sandbox.run(_PROGRAM, Limits()) for _ in range(3)]
    except SandboxError as error:
        sys.stdout.write(json.dumps({"refused": str(error)}))
        return
    saw = [outcome.record.decode() or outcome.stderr.decode() for outcome in outcomes]
    sys.stdout.write(json.dumps({"layers": layers, "saw": saw}))


if __name__ == "__main__":
    main()
