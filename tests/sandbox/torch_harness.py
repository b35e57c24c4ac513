"""The echo harness in a fork server that has torch warm, as the real one has."""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib.pyplot as plt
import torch
import torch._dynamo

sys.path.insert(0, str(Path(__file__).parent))
from echo_harness import run_job  # type: ignore[import-not-found]

del sys.path[0]

__all__ = ["prepare", "run_job"]


def prepare() -> None:
    """Warm a figure, one forward and backward pass and one optimiser's step on one thread."""
    plt.close(plt.figure())
    torch.set_num_threads(1)
    layer = torch.nn.Linear(2, 2)
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
    for _ in range(2):
        layer(torch.ones(1, 2)).sum().backward()
        optimizer.step()
