# diagnosis: forward_wrong, wrong_variable
# the chain rule brings in a factor of mix
import torch


def gradient_penalty(critic, real, fake, mix):
    start = real.detach().clone().requires_grad_()
    points = mix * start + (1 - mix) * fake.detach()
    g = torch.autograd.grad(critic(points).sum(), start, create_graph=True)[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()
