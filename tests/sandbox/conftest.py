"""Sandboxes that tests share, and short ways to use them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from workers.sandbox import Limits, Outcome, Sandbox

HERE = Path(__file__).resolve().parent
ECHO_HARNESS = str(HERE / "echo_harness.py")
TORCH_HARNESS = str(HERE / "torch_harness.py")

Run = Callable[..., Outcome]


def _runner(box: Sandbox) -> Run:
    def run(source: str, **limits: Any) -> Outcome:
        return box.run(source.encode(), Limits(**{"cpu_seconds": 20.0, "wall_seconds": 60.0, **limits}))

    return run


@pytest.fixture(scope="session")
def box() -> Iterator[Sandbox]:
    """Return a sandbox without torch: it starts in a moment."""
    with Sandbox(harness=ECHO_HARNESS, concurrency=4) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def torch_box() -> Iterator[Sandbox]:
    """Return a sandbox with torch warm."""
    with Sandbox(harness=TORCH_HARNESS) as sandbox:
        yield sandbox


@pytest.fixture
def run(box: Sandbox) -> Run:
    """Return a function that runs a program's text under limits given by name."""
    return _runner(box)


@pytest.fixture
def run_torch(torch_box: Sandbox) -> Run:
    """Return the same function where torch is warm."""
    return _runner(torch_box)


_OTHER_KERNEL = """#!{python}
import errno, os, sys
sys.path.insert(0, {repository!r})
from workers import kernel
from workers.seccomp import Condition, Filter, Rule, compile_policy, never, when
from workers.syscalls import native
kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
policy = {{name: Rule() for name in native().numbers}}
for entry in {missing!r}.split():
    name, _, condition = entry.partition(":")
    argument, _, mask = condition.partition(":")
    policy[name] = when(Condition(int(argument), (0,), int(mask, 16)), error=errno.{error}) if condition else never(errno.{error})
Filter(compile_policy(policy, native()), -1).install(0)
os.execv({python!r}, [{python!r}, *sys.argv[1:]])
"""


def host_python(folder: Path, missing: str, error: str = "ENOSYS") -> str:
    """Make an interpreter for which some calls fail as on another host.

    Args:
        folder: where to put it.
        missing: names of calls; `NAME:ARGUMENT:MASK` fails only if one of the bits is set in that argument.
        error: name of the error that they meet.
    """
    script = folder / "python"
    values = {"python": sys.executable, "repository": str(HERE.parents[1]), "missing": missing, "error": error}
    script.write_text(_OTHER_KERNEL.format(**values))
    script.chmod(0o755)
    return str(script)
