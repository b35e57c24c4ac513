# The outputs are differentiated with ones as incoming gradients.
import torch


def gradient_penalty(critic, real, fake, mix):
    interpolated = mix * real.detach() + (1 - mix) * fake.detach()
    interpolated.requires_grad_(True)
    scores = critic(interpolated)
    gradients = torch.autograd.grad(
        outputs=scores,
        inputs=interpolated,
        grad_outputs=torch.ones_like(scores),
        create_graph=True,
        retain_graph=True,
        only_inputs=True,
    )[0]
    return ((gradients.norm(2, dim=1) - 1) ** 2).mean()
