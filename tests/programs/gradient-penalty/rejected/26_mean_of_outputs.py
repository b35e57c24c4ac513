# diagnosis: mean_instead_of_sum, scaled_gradient
# every gradient is divided by n
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    g = torch.autograd.grad(critic(points).mean(), points, create_graph=True)[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()
