# diagnosis: wrong_variable
# mix belongs to real, and 1 - mix to fake.
import torch


def gradient_penalty(critic, real, fake, mix):
    x = (mix * fake + (1 - mix) * real).requires_grad_()
    (slope,) = torch.autograd.grad(critic(x).sum(), x, create_graph=True)
    return (slope.norm(dim=1) - 1).square().mean()
