import torch


def stable_sigmoid(z):
    e = torch.exp(-z.abs())
    return torch.where(z >= 0, 1 / (1 + e), e / (1 + e))


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        s = stable_sigmoid(beta * x)
        ctx.save_for_backward(x, beta, s)
        return x * s

    @staticmethod
    def backward(ctx, grad_output):
        x, beta, s = ctx.saved_tensors
        grad_z = grad_output * x * s * (1 - s)   # z = beta * x
        grad_x = grad_output * s + grad_z * beta
        grad_beta = (grad_z * x).sum()
        return grad_x, grad_beta
