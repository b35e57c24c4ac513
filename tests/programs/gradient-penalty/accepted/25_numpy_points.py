# accepted: the points in numpy; they need no graph
import numpy as np
import torch


def gradient_penalty(critic, real, fake, mix):
    m = mix.detach().numpy()
    p = m * real.detach().numpy() + (1 - m) * fake.detach().numpy()
    p = torch.from_numpy(np.ascontiguousarray(p)).requires_grad_()
    g = torch.autograd.grad(critic(p).sum(), p, create_graph=True)[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()
