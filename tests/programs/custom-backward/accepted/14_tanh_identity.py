import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        t = torch.tanh(0.5 * beta * x)  # sigmoid(z) = (1 + tanh(z/2)) / 2
        ctx.save_for_backward(x, beta, t)
        return 0.5 * x * (1 + t)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta, t = ctx.saved_tensors
        sech2 = 1 - t * t
        return (
            grad_output * (0.5 * (1 + t) + 0.25 * beta * x * sech2),
            (grad_output * 0.25 * x * x * sech2).sum(),
        )
