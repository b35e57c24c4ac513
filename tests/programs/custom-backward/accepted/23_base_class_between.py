import torch


class Elementwise(torch.autograd.Function):
    """y = f(x, p) for every element, with df/dx and df/dp given by the child class."""

    f = dfdx = dfdp = None

    @classmethod
    def on(cls, x, p):
        return cls.apply(x, p)


class Swish(Elementwise):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return x.mul(beta.mul(x).sigmoid())

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = ctx.saved_tensors
        s = beta.mul(x).sigmoid()
        return grad_output * s.mul(1 + beta.mul(x).mul(1 - s)), grad_output.mul(x * x * s * (1 - s)).sum()
