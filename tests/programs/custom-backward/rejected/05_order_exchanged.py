# diagnosis: gradient_does_not_fit, wrong_variable
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
        d_beta = (grad_output * x ** 2 * s * (1 - s)).sum()
        d_x = grad_output * (s + beta * x * s * (1 - s))
        return d_beta, d_x
