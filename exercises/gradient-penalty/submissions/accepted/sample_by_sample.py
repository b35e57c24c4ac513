# A loop over the samples.
import torch


def gradient_penalty(critic, real, fake, mix):
    total = 0.0
    for r, f, m in zip(real, fake, mix):
        point = (m * r + (1 - m) * f).detach().requires_grad_()
        (slope,) = torch.autograd.grad(critic(point).squeeze(), point, create_graph=True)
        total = total + (slope.norm() - 1) ** 2
    return total / len(real)
