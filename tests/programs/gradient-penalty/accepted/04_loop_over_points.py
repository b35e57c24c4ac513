# accepted: one point at a time
import torch


def gradient_penalty(critic, real, fake, mix):
    total = 0.0
    n = len(real)
    for i in range(n):
        point = (mix[i] * real[i] + (1 - mix[i]) * fake[i]).detach().clone().requires_grad_(True)
        out = critic(point[None])[0, 0]
        (slope,) = torch.autograd.grad(out, point, create_graph=True)
        total = total + (slope.square().sum().sqrt() - 1) ** 2
    return total / n
