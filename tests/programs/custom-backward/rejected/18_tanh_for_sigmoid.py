# diagnosis: forward_wrong, wrong_formula
import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        t = torch.tanh(beta * x)
        ctx.save_for_backward(x, beta, t)
        return x * t

    @staticmethod
    def backward(ctx, grad_output):
        x, beta, t = ctx.saved_tensors
        dt = 1 - t * t
        return grad_output * (t + beta * x * dt), (grad_output * x * x * dt).sum()
