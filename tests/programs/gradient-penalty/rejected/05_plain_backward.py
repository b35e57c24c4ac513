# diagnosis: side_effect_on_gradients, create_graph_missing
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    critic(points).sum().backward()
    return ((points.grad.norm(dim=1) - 1) ** 2).mean()
