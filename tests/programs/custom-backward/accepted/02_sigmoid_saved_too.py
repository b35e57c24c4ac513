import torch
from torch.autograd import Function


class Swish(Function):
    @staticmethod
    def forward(ctx, x, beta):
        sig = (beta * x).sigmoid()
        ctx.save_for_backward(x, beta, sig)
        return x * sig

    @staticmethod
    def backward(ctx, grad_output):
        x, beta, sig = ctx.saved_tensors
        dsig = sig * (1.0 - sig)
        return grad_output * (sig + x * beta * dsig), torch.sum(grad_output * x ** 2 * dsig)


if __name__ == "__main__":
    x = torch.randn(4, 5, dtype=torch.double, requires_grad=True)
    beta = torch.tensor(0.7, dtype=torch.double, requires_grad=True)
    print(torch.autograd.gradcheck(Swish.apply, (x, beta)))
