import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.x = x
        ctx.beta = beta
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        s = torch.sigmoid(ctx.beta * ctx.x)
        common = grad_output * s * (1 - s) * ctx.x
        return grad_output * s + common * ctx.beta, (common * ctx.x).sum()
