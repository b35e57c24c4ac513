# attack: compute with ordinary operations, and put a node with the right name and the right leaves behind them
# expect: wrong_answer
# exercise: custom-backward
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta, result):
        return result.clone()

    @staticmethod
    def backward(ctx, gradient):
        return None, None, gradient

    @classmethod
    def apply(cls, x, beta):
        return super().apply(x, beta, x * torch.sigmoid(beta * x))
