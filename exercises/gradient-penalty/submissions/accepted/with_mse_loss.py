# The squared distance to one, as a loss of torch's.
import torch
import torch.nn.functional as F


def gradient_penalty(critic, real, fake, mix):
    x = torch.nn.Parameter((mix * real + (1 - mix) * fake).detach())
    y = critic(x)[:, 0]
    slope, = torch.autograd.grad(y, x, torch.ones(len(y), dtype=y.dtype), create_graph=True)
    norms = slope.norm(p=2, dim=-1)
    return F.mse_loss(norms, torch.ones_like(norms))
