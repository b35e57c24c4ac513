# diagnosis: forward_wrong, wrong_formula
import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        s = torch.sigmoid(x)
        ctx.save_for_backward(x, beta, s)
        return beta * x * s

    @staticmethod
    def backward(ctx, grad_output):
        x, beta, s = ctx.saved_tensors
        return grad_output * beta * (s + x * s * (1 - s)), (grad_output * x * s).sum()
