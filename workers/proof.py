"""Turns what witnesses testify into a report on each layer of the sandbox.

A layer is in force only if every claim about it holds; a layer that nobody testified to is not in force either.
"""

from __future__ import annotations

import json
import signal
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import SandboxError
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
_MARGIN_BYTES = 16 << 20
_SHOWN = 3

Testify = Callable[[bytes, Limits], Outcome]
"""Runs one witness with a job and limits."""


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


def prove(testify: Testify, facts: Mapping[str, Any]) -> tuple[LayerReport, ...]:
    """Have witnesses try every layer.

    Args:
        testify: forks a witness and returns its outcome.
        facts: what the fork server said of itself.

    Returns:
        A report on each layer.

    Raises:
        SandboxError: a witness did not come to speak.
    """
    claims = _facts_claims(facts)
    drawn: list[list[str]] = []
    with tempfile.NamedTemporaryFile(prefix="torchgrader-canary-") as canary:
        Path(canary.name).chmod(0o644)  # only the sandbox stands between a witness and this file
        ours = Path(__file__).resolve()
        job = {
            "files": [canary.name, str(ours), str(ours.parent.parent / "grader" / "errors.py")],
            "folders": [str(ours.parent), tempfile.gettempdir(), *facts["package_folders"]],
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
    return _reports(claims, facts["reasons"])


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
