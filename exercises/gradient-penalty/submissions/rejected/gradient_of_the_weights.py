# diagnosis: wrong_variable
# The gradient of the critic's weights is taken instead of that of its input.
import torch


def gradient_penalty(critic, real, fake, mix):
    x = mix * real + (1 - mix) * fake
    slope = torch.autograd.grad(critic(x).sum(), next(critic.parameters()), create_graph=True)[0]
    return (slope.norm(dim=1) - 1).square().mean()
