# attack: change the second input behind the version counter, after everything that needs it was kept
# expect: wrong_answer
# exercise: custom-backward
import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x.clone(), beta.clone())
        result = x * torch.sigmoid(beta * x)
        beta.data.zero_()
        return result

    @staticmethod
    def backward(ctx, gradient):
        x, beta = ctx.saved_tensors
        gate = torch.sigmoid(beta * x)
        slope = gate * (1 - gate)
        return gradient * (gate + beta * x * slope), (gradient * x * x * slope).sum()
