import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        e = torch.exp(-beta * x)
        ctx.save_for_backward(x, beta)
        return x / (1 + e)

    @staticmethod
    def backward(ctx, grad_output):
        (x, beta) = ctx.saved_tensors
        sig = 1 / (1 + torch.exp(-beta * x))
        one_minus = 1 / (1 + torch.exp(beta * x))
        gx = sig + beta * x * sig * one_minus
        gb = x * x * sig * one_minus
        return grad_output * gx, torch.sum(grad_output * gb)
