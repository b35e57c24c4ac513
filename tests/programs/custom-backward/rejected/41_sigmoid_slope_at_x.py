# diagnosis: backward_wrong, wrong_formula
import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = ctx.saved_tensors
        s = torch.sigmoid(x)
        ds = s * (1 - s)
        return grad_output * (s + beta * x * ds), (grad_output * x * x * ds).sum()
