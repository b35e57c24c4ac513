import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        # z is ours, so it may be overwritten; x may not
        z = torch.mul(x, beta)
        z.sigmoid_()
        ctx.save_for_backward(x, beta, z)
        return z * x

    @staticmethod
    def backward(ctx, grad_output):
        x, beta, s = ctx.saved_tensors
        slope = s.neg().add_(1).mul_(s).mul_(x)
        gbeta = (slope * x).mul_(grad_output).sum()
        gx = slope.mul_(beta).add_(s).mul_(grad_output)
        return gx, gbeta
