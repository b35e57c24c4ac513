# The derivative written with the result: beta * y + s * (1 - beta * y).
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        s = torch.sigmoid(beta * x)
        y = x * s
        ctx.save_for_backward(x, beta, s, y)
        return y

    @staticmethod
    def backward(ctx, grad_output):
        x, beta, s, y = ctx.saved_tensors
        grad_x = grad_output * (beta * y + s * (1 - beta * y))
        grad_beta = torch.dot((grad_output * y).flatten(), (x * (1 - s)).flatten())
        return grad_x, grad_beta
