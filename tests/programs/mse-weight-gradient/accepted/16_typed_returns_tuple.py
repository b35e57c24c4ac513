# accepted: typed helpers, NamedTuple result unpacked to the names
from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor


class Ergebnis(NamedTuple):
    W: Tensor
    X: Tensor
    Y: Tensor
    Ytarget: Tensor
    loss: Tensor


def forward(weights: Tensor, inputs: Tensor) -> Tensor:
    return weights @ inputs


def mse(prediction: Tensor, target: Tensor) -> Tensor:
    return (prediction - target).square().mean()


def run(seed: int | None = None) -> Ergebnis:
    if seed is not None:
        torch.manual_seed(seed)
    W: Tensor = torch.rand((1, 3), requires_grad=True)
    X: Tensor = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    Y: Tensor = forward(W, X)
    Ytarget: Tensor = torch.tensor([[3.0, 1.0]])
    loss: Tensor = mse(Y, Ytarget)
    loss.backward()
    return Ergebnis(W, X, Y, Ytarget, loss)


W, X, Y, Ytarget, loss = run(7)
print(W.grad)
