# diagnosis: tracking_switched
# real and fake are tracked from now on
import torch


def gradient_penalty(critic, real, fake, mix):
    real.requires_grad_(True)
    fake.requires_grad_(True)
    points = mix * real + (1 - mix) * fake
    g = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()
