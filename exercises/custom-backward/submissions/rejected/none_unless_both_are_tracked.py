# diagnosis: gradient_is_none
# Where only one input is tracked, nothing comes back at all.
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        if not all(ctx.needs_input_grad):
            return None, None
        x, beta = ctx.saved_tensors
        gate = torch.sigmoid(beta * x)
        slope = gate * (1 - gate)
        return grad_output * (gate + beta * x * slope), (grad_output * x * x * slope).sum()
