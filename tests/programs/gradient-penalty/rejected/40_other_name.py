# diagnosis: missing_name
import torch


def compute_gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    g = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()
