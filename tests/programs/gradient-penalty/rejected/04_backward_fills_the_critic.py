# diagnosis: side_effect_on_gradients
# backward without inputs leaves the first derivative in the parameters
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    critic(points).sum().backward(create_graph=True)
    return ((points.grad.norm(dim=1) - 1) ** 2).mean()
