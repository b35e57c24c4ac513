import torch
from torch import Tensor


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x: Tensor, beta: Tensor) -> Tensor:
        ctx.save_for_backward(x, beta)
        return x * (beta * x).sigmoid()

    @staticmethod
    def backward(ctx, grad_output: Tensor) -> tuple[Tensor, Tensor]:
        x, beta = ctx.saved_tensors
        s = (beta * x).sigmoid()
        by_x = s * (1 + beta * x * (1 - s))
        by_beta = x**2 * s * (1 - s)
        return grad_output * by_x, torch.tensordot(grad_output, by_beta, dims=x.dim())
