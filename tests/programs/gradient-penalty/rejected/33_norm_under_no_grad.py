# diagnosis: graph_cut
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    g = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    with torch.no_grad():
        norm = g.norm(dim=1)
    return ((norm - 1) ** 2).mean()
