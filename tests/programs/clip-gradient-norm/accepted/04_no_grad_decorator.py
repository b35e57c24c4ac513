# accepted: no_grad as a decorator, annotations, docstring
from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn


@torch.no_grad()
def clip_gradients(parameters: Iterable[nn.Parameter], max_norm: float) -> Tensor:
    """Scale all gradients by one factor so that their joint 2-norm is at most ``max_norm``.

    Parameters
    ----------
    parameters : any iterable of parameters
    max_norm : upper bound

    Returns
    -------
    The norm before clipping (0-dim tensor).
    """
    gradients: list[Tensor] = [p.grad for p in parameters if p.grad is not None]
    total = sum((g.square().sum() for g in gradients), start=torch.zeros(()))
    norm = total.sqrt()
    if norm.item() > max_norm:
        for gradient in gradients:
            gradient.mul_(max_norm / norm.item())
    return norm
