# diagnosis: value_is_not_a_tensor
import numpy as np
import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        y = x.numpy() / (1 + np.exp(-beta.numpy() * x.numpy()))
        return torch.from_numpy(y)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = ctx.saved_tensors
        s = torch.sigmoid(beta * x)
        return grad_output * (s + beta * x * s * (1 - s)), (grad_output * x * x * s * (1 - s)).sum()
