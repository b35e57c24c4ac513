# Type hints, and checks of the arguments.
from __future__ import annotations

import torch
from torch import Tensor


def cross_entropy(logits: Tensor, labels: Tensor) -> Tensor:
    if logits.ndim != 2 or labels.shape != logits.shape[:1]:
        raise ValueError("logits (n, c) and labels (n) are expected")
    shift: Tensor = logits.detach().amax(dim=1, keepdim=True)
    return torch.einsum("n->", _losses(logits - shift, labels)) / labels.shape[0]


def _losses(shifted: Tensor, labels: Tensor) -> Tensor:
    return shifted.exp().sum(1).log() - shifted.take_along_dim(labels.view(-1, 1), 1).view(-1)


def cross_entropy_gradient(logits: Tensor, labels: Tensor) -> Tensor:
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    target = torch.zeros_like(weights).scatter(1, labels.view(-1, 1), 1.0)
    return (weights / weights.sum(1, keepdim=True) - target).mul(1 / labels.shape[0])
