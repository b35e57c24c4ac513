# diagnosis: missing_requires_grad
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach()
    g = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()
