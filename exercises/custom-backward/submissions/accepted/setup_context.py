# The newer style: forward knows no ctx, setup_context saves.
import torch
from torch.autograd import Function


class Swish(Function):
    @staticmethod
    def forward(x, beta):
        return x * (beta * x).sigmoid()

    @staticmethod
    def setup_context(ctx, inputs, output):
        x, beta = inputs
        ctx.save_for_backward(x, beta)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = ctx.saved_tensors
        s = (beta * x).sigmoid()
        return grad_output * (s + beta * x * s * (1 - s)), (grad_output * x.pow(2) * s * (1 - s)).sum()
