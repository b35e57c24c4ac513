# diagnosis: input_changed, backward_wrong
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
        grad_x = grad_output.mul_(s + beta * x * ds)
        grad_beta = (grad_output * x * x * ds).sum()
        return grad_x, grad_beta
