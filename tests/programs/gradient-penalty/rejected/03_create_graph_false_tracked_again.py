# diagnosis: create_graph_missing
# requires_grad_() on the result makes the error go away and nothing else
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    g = torch.autograd.grad(critic(points).sum(), points)[0]
    g.requires_grad_(True)
    return ((g.norm(dim=1) - 1) ** 2).mean()
