# diagnosis: wrong_variable, wrong_formula, forward_wrong
import torch


def gradient_penalty(critic, real, fake, mix):
    alpha = torch.rand(real.size(0), 1, dtype=real.dtype)
    points = (alpha * real + (1 - alpha) * fake).detach().requires_grad_()
    g = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()
