"""Swish with a trainable beta."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn


class Swish(torch.autograd.Function):
    """``x * sigmoid(beta * x)`` with an explicit backward."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, beta: Tensor) -> Tensor:
        s = torch.sigmoid(beta * x)
        ctx.save_for_backward(x, beta, s)
        return x * s

    @staticmethod
    def backward(ctx: Any, grad_output: Tensor) -> tuple[Tensor | None, Tensor | None]:
        x, beta, s = ctx.saved_tensors
        slope = x * s * (1 - s)
        need_x, need_beta = ctx.needs_input_grad
        return (
            grad_output * (s + beta * slope) if need_x else None,
            (grad_output * x * slope).sum() if need_beta else None,
        )


class SwishLayer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(1.0))

    def forward(self, x: Tensor) -> Tensor:
        return Swish.apply(x, self.beta)


def main() -> None:
    layer = SwishLayer()
    layer(torch.randn(3, 2)).sum().backward()
    print(layer.beta.grad)


if __name__ == "__main__":
    main()
