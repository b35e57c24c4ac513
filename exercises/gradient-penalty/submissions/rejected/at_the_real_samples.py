# diagnosis: wrong_variable
# The gradient is taken at the real samples; nothing is mixed.
import torch


def gradient_penalty(critic, real, fake, mix):
    x = real.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(critic(x).sum(), x, create_graph=True)
    return (slope.norm(dim=1) - 1).square().mean()
