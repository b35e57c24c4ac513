# diagnosis: wrong_gradient_count
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
        return None, grad_output * (s + beta * x * s * (1 - s)), (grad_output * x * x * s * (1 - s)).sum()
