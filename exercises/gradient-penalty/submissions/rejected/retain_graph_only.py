# diagnosis: create_graph_missing
# retain_graph keeps the graph of the critic; it builds none for the gradient.
import torch


def gradient_penalty(critic, real, fake, mix):
    x = (mix * real + (1 - mix) * fake).requires_grad_()
    (slope,) = torch.autograd.grad(critic(x).sum(), x, retain_graph=True)
    return (slope.norm(dim=1) - 1).square().mean()
