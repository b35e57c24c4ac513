# diagnosis: wrong_call, wrong_signature
import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(x, beta):
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(x, beta, grad_output):
        s = torch.sigmoid(beta * x)
        return grad_output * (s + beta * x * s * (1 - s)), (grad_output * x * x * s * (1 - s)).sum()
