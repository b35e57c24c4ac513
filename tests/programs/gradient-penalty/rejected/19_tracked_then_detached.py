# diagnosis: missing_requires_grad, graph_cut, wrong_variable, wrong_tensor_detached
# the critic sees another tensor than the one asked about
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    scores = critic(points.detach())
    g = torch.autograd.grad(scores.sum(), points, create_graph=True)[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()
