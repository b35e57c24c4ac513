# Tests itself with gradcheck, as one should, and offers a plain function beside the class.
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
        slope = s * (1 - s)
        return grad_output * (s + beta * x * slope), (grad_output * x * x * slope).sum()


def swish(x, beta):
    return Swish.apply(x, beta)


x = torch.randn(4, dtype=torch.float64, requires_grad=True)
beta = torch.tensor(0.8, dtype=torch.float64, requires_grad=True)
assert torch.autograd.gradcheck(swish, (x, beta))
swish(x, beta).sum().backward()
print("gradcheck passed", x.grad)
