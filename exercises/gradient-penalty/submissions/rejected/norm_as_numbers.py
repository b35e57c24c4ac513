# diagnosis: graph_wrong
# The norm is detached where it divides: one of the two ways back is cut.
import torch


def gradient_penalty(critic, real, fake, mix):
    x = (mix * real + (1 - mix) * fake).requires_grad_()
    (slope,) = torch.autograd.grad(critic(x).sum(), x, create_graph=True)
    length = slope.norm(dim=1)
    return ((length - 1) * (length - 1).detach()).mean()
