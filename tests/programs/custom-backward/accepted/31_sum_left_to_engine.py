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
        ds = s * (1 - s)
        grad_x = grad_output * (s + beta * x * ds)
        # one dimension after the other, until none is left
        grad_beta = grad_output * x * x * ds
        while grad_beta.dim() > beta.dim():
            grad_beta = grad_beta.sum(dim=0)
        return grad_x, grad_beta
