# diagnosis: backward_wrong
# The sigmoid's derivative is s * (1 - s), not s * (s - 1).
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = ctx.saved_tensors
        s = torch.sigmoid(beta * x)
        slope = s * (s - 1)
        return grad_output * (s + beta * x * slope), (grad_output * x * x * slope).sum()
