import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.b = float(beta)
        ctx.save_for_backward(x)
        return x * torch.sigmoid(ctx.b * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        s = torch.sigmoid(ctx.b * x)
        ds = s * (1 - s)
        return grad_output * (s + ctx.b * x * ds), (grad_output * x * x * ds).sum()
