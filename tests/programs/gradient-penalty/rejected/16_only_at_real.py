# diagnosis: wrong_variable, wrong_formula
# no points between
import torch


def gradient_penalty(critic, real, fake, mix):
    points = real.detach().clone().requires_grad_()
    g = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()
