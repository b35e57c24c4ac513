# diagnosis: create_graph_missing
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    scores = critic(points)
    g = torch.autograd.grad(scores, points, torch.ones_like(scores))[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()
