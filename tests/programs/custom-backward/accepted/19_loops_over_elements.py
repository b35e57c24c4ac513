import math

import torch


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        out = torch.empty_like(x)
        flat_in, flat_out = x.reshape(-1), out.view(-1)
        for i in range(flat_in.numel()):
            flat_out[i] = flat_in[i] / (1 + math.exp(-beta.item() * flat_in[i].item()))
        return out

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = ctx.saved_tensors
        b = beta.item()
        gx = torch.zeros_like(x).reshape(-1)
        gbeta = 0.0
        go = grad_output.reshape(-1)
        for i, value in enumerate(x.reshape(-1).tolist()):
            s = 1 / (1 + math.exp(-b * value))
            gx[i] = go[i] * (s + b * value * s * (1 - s))
            gbeta += go[i].item() * value * value * s * (1 - s)
        return gx.reshape(x.shape), torch.tensor(gbeta, dtype=beta.dtype, device=beta.device)
