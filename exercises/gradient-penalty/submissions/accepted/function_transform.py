# torch.func: one gradient for each row.
import torch
from torch.func import grad, vmap


def gradient_penalty(critic, real, fake, mix):
    x = mix * real + (1 - mix) * fake
    slopes = vmap(grad(lambda row: critic(row).squeeze()))(x)
    return (torch.linalg.norm(slopes, dim=1) - 1).square().mean()
