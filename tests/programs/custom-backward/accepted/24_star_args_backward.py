import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, *inputs):
        ctx.save_for_backward(*inputs)
        x, beta = inputs
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, *grad_outputs):
        g, = grad_outputs
        x, beta = ctx.saved_tensors
        s = torch.sigmoid(beta * x)
        return tuple([g * (s + beta * x * s * (1 - s)), (g * x * x * s * (1 - s)).sum()])
