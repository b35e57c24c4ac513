import torch

class Swish(torch.autograd.Function):

    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return x * torch.sigmoid(x * beta)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = ctx.saved_tensors
        grad_x = grad_beta = None
        s = torch.sigmoid(x * beta)
        ds = s * (1 - s)
        # only what somebody asked for
        if ctx.needs_input_grad[0]:
            grad_x = grad_output * (s + beta * x * ds)
        if ctx.needs_input_grad[1]:
            grad_beta = (grad_output * x.pow(2) * ds).sum()
        return grad_x, grad_beta
