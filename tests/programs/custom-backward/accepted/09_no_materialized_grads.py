import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.set_materialize_grads(False)
        ctx.save_for_backward(x, beta)
        return torch.sigmoid(beta * x).mul(x)

    @staticmethod
    def backward(ctx, grad_output):
        if grad_output is None:
            return None, None
        x, beta = ctx.saved_tensors
        s = torch.sigmoid(beta * x)
        t = s * (1 - s)
        return (s + beta * x * t) * grad_output, (x * x * t * grad_output).sum()
