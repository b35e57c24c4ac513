# The sigmoid is saved as well, so that it is computed once.
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        s = torch.sigmoid(beta * x)
        ctx.save_for_backward(x, beta, s)
        return x * s

    @staticmethod
    def backward(ctx, g):
        x, beta, s = ctx.saved_tensors
        slope = s - s.square()
        return g * (s + beta * x * slope), (g * slope * x**2).sum()
