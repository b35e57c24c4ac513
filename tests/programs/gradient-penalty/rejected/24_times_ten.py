# diagnosis: forward_wrong, scaled_gradient
# the weight of the paper is not asked for here
import torch

LAMBDA = 10


def gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    g = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    return LAMBDA * ((g.norm(dim=1) - 1) ** 2).mean()
