# diagnosis: wrong_variable, forward_wrong
import torch


def gradient_penalty(critic, real, fake, mix):
    points = mix * real + (1 - mix) * fake
    grads = torch.autograd.grad(critic(points).mean(), list(critic.parameters()), create_graph=True)
    norm = torch.cat([g.flatten() for g in grads]).norm()
    return (norm - 1) ** 2
