# accepted: as in most WGAN-GP programs
import torch
from torch import autograd


def gradient_penalty(critic, real, fake, mix):
    interpolates = mix * real + (1 - mix) * fake
    interpolates = interpolates.detach().requires_grad_(True)
    d_interpolates = critic(interpolates)
    gradients = autograd.grad(
        outputs=d_interpolates,
        inputs=interpolates,
        grad_outputs=torch.ones_like(d_interpolates),
        create_graph=True,
        retain_graph=True,
        only_inputs=True,
    )[0]
    gradients = gradients.view(gradients.size(0), -1)
    return ((gradients.norm(2, dim=1) - 1) ** 2).mean()
