import torch

DEBUG = True

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        if DEBUG:
            print("forward", tuple(x.shape), beta.item())
        s = torch.sigmoid(beta * x)
        ctx.save_for_backward(x, beta, s)
        return x * s

    @staticmethod
    def backward(ctx, grad_output):
        if DEBUG:
            print("backward", grad_output)
        x, beta, s = ctx.saved_tensors
        k = s * (1 - s) * grad_output
        return s * grad_output + beta * x * k, (x * x * k).sum()
