# diagnosis: input_changed
# The caller's real samples are overwritten with the points between.
import torch


def gradient_penalty(critic, real, fake, mix):
    with torch.no_grad():
        real.mul_(mix).add_((1 - mix) * fake)
    x = real.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(critic(x).sum(), x, create_graph=True)
    return (slope.norm(dim=1) - 1).square().mean()
