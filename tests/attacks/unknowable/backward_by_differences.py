# attack: a backward of one's own that takes differences in float64, precisely enough to pass for a formula
# expect: accepted
# exercise: custom-backward
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, gradient):
        x, beta = (each.double() for each in ctx.saved_tensors)
        step = 1e-5

        def of(x, beta):
            return x * torch.sigmoid(beta * x)

        by_x = gradient * (of(x + step, beta) - of(x - step, beta)) / (2 * step)
        by_beta = (gradient * (of(x, beta + step) - of(x, beta - step)) / (2 * step)).sum()
        return by_x.to(gradient.dtype), by_beta.to(gradient.dtype)
