# Second derivatives are refused on purpose.
import torch
from torch.autograd.function import once_differentiable


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return x / (1 + torch.exp(-beta * x))

    @staticmethod
    @once_differentiable
    def backward(ctx, grad_output):
        x, beta = ctx.saved_tensors
        s = 1 / (1 + torch.exp(-beta * x))
        return grad_output * s * (1 + beta * x * (1 - s)), (grad_output * x * x * s * (1 - s)).sum()
