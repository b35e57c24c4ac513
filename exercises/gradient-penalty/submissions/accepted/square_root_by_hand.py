# The norm as a square root, with a tiny number inside.
import torch


def gradient_penalty(critic, real, fake, mix):
    x = torch.lerp(fake.detach(), real.detach(), mix).requires_grad_()
    g = torch.autograd.grad(critic(x).sum(), x, create_graph=True)[0]
    norm = torch.sqrt((g ** 2).sum(dim=1) + 1e-12)
    return torch.mean(torch.pow(norm - 1.0, 2))
