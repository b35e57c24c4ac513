# diagnosis: wrong_formula, wrong_variable
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (mix * fake + (1 - mix) * real).detach().requires_grad_()
    g = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()
