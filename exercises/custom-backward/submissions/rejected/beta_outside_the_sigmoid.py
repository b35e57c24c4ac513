# diagnosis: forward_wrong
# beta stands before the sigmoid instead of inside; forward and backward agree on that.
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return beta * x * torch.sigmoid(x)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = ctx.saved_tensors
        s = torch.sigmoid(x)
        return grad_output * beta * (s + x * s * (1 - s)), (grad_output * x * s).sum()
