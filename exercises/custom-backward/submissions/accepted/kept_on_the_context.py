# The inputs are kept as attributes of ctx; not recommended for large tensors, and right.
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.x, ctx.beta = x, beta
        return torch.mul(x, torch.sigmoid(torch.mul(beta, x)))

    @staticmethod
    def backward(ctx, grad_output):
        gate = torch.sigmoid(ctx.beta * ctx.x)
        slope = gate * (1 - gate)
        return grad_output * gate + grad_output * ctx.x * ctx.beta * slope, (grad_output * ctx.x * ctx.x * slope).sum()
