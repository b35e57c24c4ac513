# diagnosis: wrong_dimension
# Dimension 0 is the samples; the norm is taken over them instead of over the features.
import torch


def gradient_penalty(critic, real, fake, mix):
    x = (mix * real + (1 - mix) * fake).requires_grad_()
    (slope,) = torch.autograd.grad(critic(x).sum(), x, create_graph=True)
    return (slope.norm(dim=0) - 1).square().mean()
