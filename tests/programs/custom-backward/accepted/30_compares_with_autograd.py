import numpy as np
import torch
from torch.autograd import Function, gradcheck


class Swish(Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return x / (1 + (-beta * x).exp())

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = ctx.saved_tensors
        s = 1 / (1 + (-beta * x).exp())
        return grad_output * (s + beta * x * s * (1 - s)), (grad_output * x * x * s * (1 - s)).sum()


if __name__ == "__main__":
    x = torch.from_numpy(np.random.randn(3, 4)).requires_grad_()
    beta = torch.tensor(2.0, dtype=torch.float64, requires_grad=True)
    up = torch.randn(3, 4, dtype=torch.float64)
    mine = torch.autograd.grad(Swish.apply(x, beta), (x, beta), up)
    theirs = torch.autograd.grad(x * torch.sigmoid(beta * x), (x, beta), up)
    for a, b in zip(mine, theirs):
        torch.testing.assert_close(a, b)
    assert gradcheck(Swish.apply, (x, beta))
