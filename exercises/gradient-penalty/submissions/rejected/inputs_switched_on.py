# diagnosis: tracking_switched
# The caller's own tensors are tracked from now on: whatever is computed from them carries a graph.
import torch


def gradient_penalty(critic, real, fake, mix):
    real.requires_grad_(True)
    fake.requires_grad_(True)
    points = mix * real + (1 - mix) * fake
    slope = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    return ((slope.norm(dim=1) - 1) ** 2).mean()
