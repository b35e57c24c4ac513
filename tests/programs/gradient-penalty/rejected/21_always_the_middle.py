# diagnosis: forward_wrong, hard_coded, wrong_variable
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (0.5 * real + 0.5 * fake).detach().requires_grad_()
    g = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()
