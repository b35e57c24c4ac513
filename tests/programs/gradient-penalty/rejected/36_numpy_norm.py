# diagnosis: numpy_on_tracked, graph_cut
import numpy as np
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    g = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    return ((np.linalg.norm(g.numpy(), axis=1) - 1) ** 2).mean()
