# diagnosis: non_scalar_backward
# Several outputs are differentiated without saying with which weights.
import torch


def gradient_penalty(critic, real, fake, mix):
    x = (mix * real + (1 - mix) * fake).requires_grad_()
    (slope,) = torch.autograd.grad(critic(x), x, create_graph=True)
    return (slope.norm(dim=1) - 1).square().mean()
