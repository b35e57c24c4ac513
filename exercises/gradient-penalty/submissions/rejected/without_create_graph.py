# diagnosis: create_graph_missing
# The gradient is right and carries no graph: the penalty cannot train anything.
import torch


def gradient_penalty(critic, real, fake, mix):
    x = (mix * real + (1 - mix) * fake).requires_grad_()
    (slope,) = torch.autograd.grad(critic(x).sum(), x)
    return (slope.norm(dim=1) - 1).square().mean()
