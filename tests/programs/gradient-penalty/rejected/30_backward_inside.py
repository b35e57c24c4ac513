# diagnosis: side_effect_on_gradients
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    g = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    penalty = ((g.norm(dim=1) - 1) ** 2).mean()
    penalty.backward(retain_graph=True)
    return penalty
