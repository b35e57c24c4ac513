from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn

Pair = tuple[Tensor, Tensor]


def number_of_samples(micro_batches: Iterable[Pair]) -> int:
    return sum(targets.shape[0] for _, targets in micro_batches)


def accumulate_gradients(model: nn.Module, micro_batches: Sequence[Pair]) -> Tensor:
    """Leave the gradient of the mean squared error in ``.grad``; return that mean, without a graph."""
    samples = number_of_samples(micro_batches)
    model.zero_grad()
    mean = torch.zeros((), dtype=next(model.parameters()).dtype)
    for inputs, targets in micro_batches:
        share = nn.functional.mse_loss(model(inputs), targets, reduction="sum") / samples
        share.backward()
        mean += share.detach()
    return mean
