# diagnosis: wrong_formula
# The square of the norm is compared with one.
import torch


def gradient_penalty(critic, real, fake, mix):
    x = (mix * real + (1 - mix) * fake).requires_grad_()
    (slope,) = torch.autograd.grad(critic(x).sum(), x, create_graph=True)
    return (slope.square().sum(dim=1) - 1).square().mean()
