import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        with torch.no_grad():
            s = torch.sigmoid(beta * x)
            y = x * s
        ctx.save_for_backward(x.detach(), beta.detach(), s)
        return y

    @staticmethod
    def backward(ctx, grad_output):
        x, beta, s = ctx.saved_tensors
        with torch.no_grad():
            inner = s.mul(1 - s)
            grad_x = grad_output.mul(s + beta * x * inner)
            grad_beta = grad_output.mul(x.pow(2) * inner).sum()
        return grad_x, grad_beta
