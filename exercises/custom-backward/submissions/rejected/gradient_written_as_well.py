# diagnosis: accumulated_gradient
# backward stores the gradient itself and returns it too: autograd adds the second to the first.
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.x, ctx.beta = x, beta
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = ctx.x, ctx.beta
        s = torch.sigmoid(beta * x)
        grad_x = grad_output * (s + beta * x * s * (1 - s))
        grad_beta = (grad_output * x * x * s * (1 - s)).sum()
        x.grad, beta.grad = grad_x.clone(), grad_beta.clone()
        return grad_x, grad_beta
