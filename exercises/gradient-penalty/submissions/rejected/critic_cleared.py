# diagnosis: side_effect_on_gradients
# The critic is cleared before it is used: the gradients of the caller's other losses are gone.
import torch


def gradient_penalty(critic, real, fake, mix):
    critic.zero_grad()
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    slope = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    return ((slope.norm(dim=1) - 1) ** 2).mean()
