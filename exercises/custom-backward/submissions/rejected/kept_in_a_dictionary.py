# diagnosis: state_outside_ctx
# One place for all calls: the second call overwrites what the first one's backward needs.
import torch

kept = {}


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        kept["x"], kept["beta"] = x, beta
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = kept["x"], kept["beta"]
        gate = torch.sigmoid(beta * x)
        slope = gate * (1 - gate)
        return grad_output * (gate + beta * x * slope), (grad_output * x * x * slope).sum()
