"""What one run costs, and how much of that is confinement: `python -m benchmarks.fork [RUNS]`.

Two kinds of children of one fork server take turns, confined and bare, and run the same forward and backward pass. Figures are
medians. *run* is the whole call of `Sandbox.run`; *child* is the processor time of the child as the kernel counts it at its end.
A third kind tells how long each layer takes to put on. What namespaces, the fork server's Landlock rules and control groups
cost is paid once, when a fork server starts, or by the kernel on the way; it is in *run*, for both kinds.
"""

from __future__ import annotations

import collections
import json
import statistics
import sys
import time
from pathlib import Path

from benchmarks.bare_fork_server import TIMED_CPU_SECONDS, UNCONFINED_CPU_SECONDS
from workers.sandbox import Ending, Limits, Sandbox

_HERE = Path(__file__).resolve().parent
_RUNS = 300
_PROGRAM = b"""
import torch
x = torch.ones(3, requires_grad=True)
(x * x).sum().backward()
record(x.grad.sum().item())
"""


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else _RUNS
    harness = str(_HERE.parent / "tests" / "sandbox" / "torch_harness.py")
    kinds = {"confined": Limits(), "bare": Limits(cpu_seconds=UNCONFINED_CPU_SECONDS)}
    wall: dict[str, list[float]] = {kind: [] for kind in kinds}
    processor: dict[str, list[float]] = {kind: [] for kind in kinds}
    layers: collections.defaultdict[str, list[int]] = collections.defaultdict(list)
    with Sandbox(prove=False, harness=harness, fork_server=_HERE / "bare_fork_server.py") as box:
        for _ in range(runs):
            for kind, limits in kinds.items():
                began = time.perf_counter()
                outcome = box.run(_PROGRAM, limits)
                wall[kind].append(time.perf_counter() - began)
                processor[kind].append(outcome.cpu_seconds)
                if outcome.ending is not Ending.EXITED or outcome.record != b"6.0":
                    raise SystemExit(f"the benchmark's program failed: {outcome}")
            for layer, spent in json.loads(box.run(_PROGRAM, Limits(cpu_seconds=TIMED_CPU_SECONDS)).stderr).items():
                layers[layer].append(spent)
    for kind in kinds:
        median_wall, median_cpu = statistics.median(wall[kind]), statistics.median(processor[kind])
        print(f"{kind:9s} run {median_wall * 1e3:6.2f} ms   child {median_cpu * 1e3:6.2f} ms processor time")
    for layer, times in layers.items():
        print(f"    {layer:16s} {statistics.median(times) / 1e3:6.0f} µs")
    cost = statistics.median(processor["confined"]) - statistics.median(processor["bare"])
    print(f"confinement costs {cost * 1e3:.2f} ms of processor time per child (at most 1 ms is asked)")


if __name__ == "__main__":
    main()
