# attack: a backward that is torch's own backward of silu and of sigmoid, found among its operators
# expect: wrong_answer
# exercise: custom-backward
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, gradient):
        x, beta = ctx.saved_tensors
        by_x = torch.ops.aten.silu_backward(gradient, beta * x)
        by_beta = torch.ops.aten.sigmoid_backward(gradient * x, torch.sigmoid(beta * x)) * x
        return by_x, by_beta.sum()
