# diagnosis: state_outside_ctx
import torch

saved = {}

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        saved["x"], saved["beta"] = x, beta
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = saved["x"], saved["beta"]
        s = torch.sigmoid(beta * x)
        return grad_output * (s + beta * x * s * (1 - s)), (grad_output * x * x * s * (1 - s)).sum()
