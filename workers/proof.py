"""Turns what witnesses testify into a report on each layer of the sandbox.

A layer is in force only if every claim about it holds; a layer that nobody testified to is not in force either.
"""

from __future__ import annotations

import contextlib
import json
import signal
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from grader.errors import SandboxError
from workers import cgroups
from workers.descriptors import namespace_number
from workers.outcome import Ending, Limits, Outcome

FLOOR = (
    "no_new_privs",
    "landlock",
    "seccomp",
    "limits",
    "capabilities",
    "environment",
    "descriptors",
    "memory",
    "lifetime",
    "honest-work",
)
"""Layers without which no learner's program runs."""

_WITNESS_LIMITS = Limits(cpu_seconds=20.0, wall_seconds=60.0)
_LAYER_OF_NAMESPACE = {
    "user": "user-namespace",
    "mnt": "mount-namespace",
    "net": "network-namespace",
    "ipc": "ipc-namespace",
    "pid": "pid-namespace",
}
_GROUP_BYTES = 128 << 20
_EATEN_BYTES = 512 << 20
_MARGIN_BYTES = 16 << 20
_SHOWN = 3


class Testify(Protocol):
    """Runs one witness."""

    def __call__(self, job: bytes, limits: Limits, group_bytes: int | None = None) -> Outcome:
        """Run it with a job, limits, and what its control group allows if that is not what follows from them."""


@dataclass(frozen=True)
class LayerReport:
    """One layer of the sandbox.

    Attributes:
        name: what it is called.
        floor: whether the sandbox refuses to work without it.
        active: whether it is in force.
        proof: what was tried and what happened; or why it is not in force.
    """

    name: str
    floor: bool
    active: bool
    proof: str


@dataclass(frozen=True)
class _Claim:
    layer: str
    tried: str
    holds: bool
    saw: str


def prove(testify: Testify, facts: Mapping[str, Any], no_groups: str) -> tuple[LayerReport, ...]:
    """Have witnesses try every layer.

    Args:
        testify: forks a witness and returns its outcome.
        facts: what the fork server said of itself.
        no_groups: why there are no control groups; empty if there are.

    Returns:
        A report on each layer.

    Raises:
        SandboxError: a witness did not come to speak.
    """
    claims = _facts_claims(facts)
    drawn: list[list[str]] = []
    ours = Path(__file__).resolve()
    with _canary() as canaries:
        job = {
            "files": [*canaries, str(ours), str(ours.parent.parent / "grader" / "errors.py")],
            "folders": [
                str(ours.parent),
                *(str(Path(canary).parent) for canary in canaries),
                *facts["package_folders"],
            ],
            "address_bytes": _WITNESS_LIMITS.memory_bytes + _MARGIN_BYTES,
        }
        for _ in range(2):
            testimony = _heard(testify(json.dumps(job).encode(), _WITNESS_LIMITS))
            claims += [_Claim(**claim) for claim in testimony["claims"]]
            drawn.append(testimony["drawn"])
    differ = all(first != second for first, second in zip(*drawn, strict=True))
    claims.append(
        _Claim("honest-work", "draw random numbers in two children", differ, "they differ" if differ else "alike")
    )
    claims += [_foreign_claim(name, testify) for name in facts["foreign"]]
    reasons = dict(facts["reasons"])
    if no_groups:
        reasons[cgroups.LAYER] = no_groups
    else:
        claims += _group_claims(testify)
    return _reports(claims, reasons)


@contextlib.contextmanager
def _canary() -> Iterator[list[str]]:
    """A file that everybody on this machine may read: only the sandbox stands before it. None where nothing can be written."""
    with contextlib.ExitStack() as stack:
        canaries = []
        with contextlib.suppress(OSError):
            file = stack.enter_context(tempfile.NamedTemporaryFile(prefix="torchgrader-canary-"))
            Path(file.name).chmod(0o644)
            canaries.append(file.name)
        yield canaries


def _facts_claims(facts: Mapping[str, Any]) -> list[_Claim]:
    """What follows from the fork server's own words."""
    threads, shared = facts["threads"], facts["shared_memory"]
    claims = [
        _Claim("honest-work", "fork from a single thread", threads == 1, f"{threads} threads"),
        _Claim("memory", "find none that children would share", not shared, ", ".join(shared) or "none"),
    ]
    for name, number in facts["namespaces"].items():
        layer = _LAYER_OF_NAMESPACE[name]
        if facts["layers"][layer]:
            ours = namespace_number(name)
            claims.append(_Claim(layer, "compare with the worker's", number != ours, f"{number}, not {ours}"))
    return claims


def _group_claims(testify: Testify) -> list[_Claim]:
    """Whether a control group ends who uses too much memory, and refuses threads."""
    eater = testify(json.dumps({"eat": _EATEN_BYTES}).encode(), _WITNESS_LIMITS, _GROUP_BYTES)
    killed = eater.ending is Ending.MEMORY_LIMIT
    starter = testify(json.dumps({"threads": 2 * cgroups.THREADS}).encode(), _WITNESS_LIMITS)
    started = starter.record.decode(errors="replace") or "0"
    refused = started.isdigit() and 0 < int(started) <= cgroups.THREADS
    return [
        _Claim(cgroups.LAYER, f"use {_EATEN_BYTES >> 20} of {_GROUP_BYTES >> 20} MiB", killed, eater.ending.value),
        _Claim(cgroups.LAYER, f"start {2 * cgroups.THREADS} threads", refused, f"{started} started"),
    ]


def _heard(outcome: Outcome) -> dict[str, Any]:
    try:
        testimony: dict[str, Any] = json.loads(outcome.record)
    except ValueError:
        words = outcome.stderr.decode(errors="replace").strip().splitlines()
        reason = words[-1] if words else f"it ended as {outcome.ending.value}, signal {outcome.signal}"
        raise SandboxError(f"no witness could testify to the sandbox: {reason}") from None
    return testimony


def _foreign_claim(convention: str, testify: Testify) -> _Claim:
    """Whether a call with a foreign calling convention ends the process that makes it."""
    outcome = testify(json.dumps({"foreign": convention}).encode(), _WITNESS_LIMITS)
    # Where the kernel has no such convention at all, the processor faults instead.
    killed = outcome.ending is Ending.FORBIDDEN or outcome.signal == signal.SIGSEGV
    return _Claim("seccomp", f"make a call as {convention}", killed, f"signal {outcome.signal}")


def _reports(claims: list[_Claim], reasons: Mapping[str, str]) -> tuple[LayerReport, ...]:
    names = list(dict.fromkeys([*FLOOR, *(claim.layer for claim in claims)]))
    proven = [_report(name, [claim for claim in claims if claim.layer == name]) for name in names]
    absent = [LayerReport(name, floor=False, active=False, proof=reason) for name, reason in reasons.items()]
    return (*proven, *absent)


def _report(name: str, claims: list[_Claim]) -> LayerReport:
    failed = [f"{claim.tried}: {claim.saw}" for claim in claims if not claim.holds]
    if failed:
        return LayerReport(name, name in FLOOR, active=False, proof="; ".join(dict.fromkeys(failed)))
    shown = list(dict.fromkeys(f"{claim.tried}: {claim.saw}" for claim in claims))
    more = f"; and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    proof = "; ".join(shown[:_SHOWN]) + more
    return LayerReport(name, name in FLOOR, active=bool(claims), proof=proof or "no witness spoke of it")
