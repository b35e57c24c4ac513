import torch

def f(x, b):
    return x * torch.sigmoid(b * x)

def df_dx(x, b):
    s = torch.sigmoid(b * x)
    return s + b * x * s * (1 - s)

def df_db(x, b):
    s = torch.sigmoid(b * x)
    return x * x * s * (1 - s)

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return f(x, beta)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * df_dx(*ctx.saved_tensors), (grad_output * df_db(*ctx.saved_tensors)).sum()
