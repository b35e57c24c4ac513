import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        scaled = torch.mul(x, beta)
        gate = torch.sigmoid(scaled)
        result = torch.mul(x, gate)
        ctx.save_for_backward(x, gate, result, beta)
        return result

    @staticmethod
    def backward(ctx, grad_output):
        x, gate, result, beta = ctx.saved_tensors
        grad_x = torch.mul(grad_output, gate + beta * result * (1 - gate))
        grad_beta = torch.mul(grad_output, result * (x - result))
        grad_beta = grad_beta.sum().view(beta.shape)
        assert grad_x.shape == x.shape and grad_beta.shape == beta.shape
        assert grad_x.dtype == x.dtype
        return grad_x, grad_beta
