# diagnosis: forward_wrong, hard_coded
import torch

BETA = 1.5

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x)
        return x * torch.sigmoid(BETA * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        s = torch.sigmoid(BETA * x)
        return grad_output * (s + BETA * x * s * (1 - s)), (grad_output * x * x * s * (1 - s)).sum()
