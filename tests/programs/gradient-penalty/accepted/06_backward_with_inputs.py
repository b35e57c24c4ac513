# accepted: backward may be told whose gradient is wanted
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_(True)
    critic(points).sum().backward(inputs=[points], create_graph=True)
    slope = points.grad
    return ((slope.norm(dim=1) - 1) ** 2).mean()
