import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        s = torch.sigmoid(beta.to(x.dtype) * x)
        ctx.save_for_backward(x, beta, s)
        return torch.mul(x, s)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta, s = ctx.saved_tensors
        local = torch.mul(s, torch.sub(1, s))
        dx = torch.add(s, torch.mul(torch.mul(beta, x), local))
        dbeta = torch.mul(torch.pow(x, 2), local)
        return torch.mul(grad_output, dx), torch.mul(grad_output, dbeta).sum_to_size(beta.shape)
