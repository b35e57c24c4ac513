from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Softmax:
    """The softmax of each row, kept as logarithms."""

    logs: Tensor

    @classmethod
    def of(cls, logits: Tensor) -> Softmax:
        centred = logits - logits.amax(dim=1, keepdim=True)
        return cls(centred - centred.exp().sum(dim=1, keepdim=True).log())

    @property
    def probabilities(self) -> Tensor:
        return self.logs.exp()


def cross_entropy(logits: Tensor, labels: Tensor) -> Tensor:
    logs = Softmax.of(logits).logs
    return -logs[torch.arange(labels.numel(), device=labels.device), labels].mean()


def cross_entropy_gradient(logits: Tensor, labels: Tensor) -> Tensor:
    gradient = Softmax.of(logits).probabilities
    indicator = torch.zeros_like(gradient)
    indicator[torch.arange(labels.numel()), labels] = 1
    return (gradient - indicator) / labels.numel()
