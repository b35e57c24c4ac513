import torch
from torch.autograd import Function
from torch.autograd.function import once_differentiable


class Swish(Function):
    @staticmethod
    def forward(ctx, x, beta):
        s = torch.sigmoid(beta * x)
        y = x * s
        ctx.save_for_backward(x, beta, s, y)
        return y

    @staticmethod
    @once_differentiable
    def backward(ctx, grad_output):
        x, beta, s, y = ctx.saved_tensors
        # swish' = beta*y + s*(1 - beta*y),  d/dbeta = x*y - y^2
        return grad_output * (beta * y + s * (1 - beta * y)), (grad_output * (x * y - y * y)).sum()
