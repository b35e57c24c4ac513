import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x.clone(), beta.clone())
        out = x.clone()
        out *= torch.sigmoid(beta * x)
        return out

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = ctx.saved_tensors
        sig = torch.sigmoid(beta * x)
        dsig = sig * (1 - sig)
        gx = grad_output.clone()
        gx *= sig + beta * x * dsig
        gb = grad_output * dsig
        gb *= x ** 2
        return gx, gb.sum()
