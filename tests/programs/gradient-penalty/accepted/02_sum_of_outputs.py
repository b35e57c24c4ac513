# accepted: the sum of the outputs, tuple unpacked
import torch

def gradient_penalty(critic, real, fake, mix):
    x = (mix * real + (1 - mix) * fake).detach()
    x.requires_grad_()
    g, = torch.autograd.grad(critic(x).sum(), x, create_graph=True)
    return (g.norm(dim=1) - 1).pow(2).mean()
