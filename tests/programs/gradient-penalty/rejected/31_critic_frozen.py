# diagnosis: graph_cut, in_place_modified, parameter_not_trained
# the parameters are switched off while the penalty is computed
import torch


def gradient_penalty(critic, real, fake, mix):
    for p in critic.parameters():
        p.requires_grad_(False)
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    g = torch.autograd.grad(critic(points).sum(), points, create_graph=True)[0]
    for p in critic.parameters():
        p.requires_grad_(True)
    return ((g.norm(dim=1) - 1) ** 2).mean()
