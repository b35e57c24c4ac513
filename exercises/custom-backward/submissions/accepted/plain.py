# The two derivatives as they come from the product rule.
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
        dx = s + x * s * (1 - s) * beta
        dbeta = x * s * (1 - s) * x
        return grad_output * dx, torch.sum(grad_output * dbeta)
