# attack: a backward that asks autograd, by an engine object of its own
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
        x, beta = (each.detach().clone().requires_grad_() for each in ctx.saved_tensors)
        with torch.enable_grad():
            y = x * torch.sigmoid(beta * x)
        engine = torch._C._ImperativeEngine()
        return engine.run_backward((y,), (gradient,), False, False, (x, beta), allow_unreachable=True, accumulate_grad=False)
