# diagnosis: nothing_returned
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        # Your turn: x * sigmoid(beta * x), and whatever backward will need.
        return None

    @staticmethod
    def backward(ctx, grad_output):
        # Your turn: one gradient for each input of forward, in the same order.
        return None, None
