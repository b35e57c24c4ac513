# diagnosis: input_changed
# The gradient that arrives belongs to the caller: others may need it after this backward.
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = ctx.saved_tensors
        gate = torch.sigmoid(beta * x)
        slope = gate * (1 - gate)
        grad_beta = (grad_output * x * x * slope).sum()
        return grad_output.mul_(gate + beta * x * slope), grad_beta
