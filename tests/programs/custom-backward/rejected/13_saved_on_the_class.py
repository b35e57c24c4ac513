# diagnosis: state_outside_ctx
import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        Swish.x = x
        Swish.beta = beta
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        s = torch.sigmoid(Swish.beta * Swish.x)
        gx = grad_output * (s + Swish.beta * Swish.x * s * (1 - s))
        gb = (grad_output * Swish.x ** 2 * s * (1 - s)).sum()
        return gx, gb
