# diagnosis: library_call_instead
# apply is replaced by a plain function, so autograd differentiates that and backward never runs.
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output, grad_output.sum()

    @staticmethod
    def apply(x, beta):
        return x * torch.sigmoid(beta * x)
