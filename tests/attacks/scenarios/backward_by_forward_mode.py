# attack: a backward whose derivatives come from forward-mode differentiation
# expect: wrong_answer
# exercise: custom-backward
import torch
from torch.autograd import forward_ad


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, gradient):
        slopes = []
        for index in (0, 1):
            with forward_ad.dual_level():
                given = list(ctx.saved_tensors)
                given[index] = forward_ad.make_dual(given[index], torch.ones_like(given[index]))
                y = given[0] * torch.sigmoid(given[1] * given[0])
                slopes.append(forward_ad.unpack_dual(y).tangent)
        return gradient * slopes[0], (gradient * slopes[1]).sum()
