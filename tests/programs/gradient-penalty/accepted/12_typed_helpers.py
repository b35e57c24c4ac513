# accepted: typed helpers with docstrings
from __future__ import annotations

import torch
from torch import Tensor, nn


def between(real: Tensor, fake: Tensor, mix: Tensor) -> Tensor:
    """Points on the lines from fake to real, shape (n, d), leaves."""
    with torch.no_grad():
        points = mix * real + (1 - mix) * fake
    return points.requires_grad_()


def slopes(critic: nn.Module, points: Tensor) -> Tensor:
    """Gradient of the critic at each point, shape (n, d), with a graph."""
    (gradient,) = torch.autograd.grad(critic(points).sum(), points, create_graph=True)
    return gradient


def gradient_penalty(critic: nn.Module, real: Tensor, fake: Tensor, mix: Tensor) -> Tensor:
    """Mean squared distance of the slope from one."""
    steepness = slopes(critic, between(real, fake, mix)).pow(2).sum(dim=1).sqrt()
    return (steepness - 1).pow(2).mean()
