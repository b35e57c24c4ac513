# accepted: a tiny number under the root, as many programs have it
import torch

def gradient_penalty(critic, real, fake, mix):
    x = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    g = torch.autograd.grad(critic(x).sum(), x, create_graph=True)[0]
    norm = torch.sqrt(torch.sum(g ** 2, dim=1) + 1e-12)
    return torch.mean((norm - 1) ** 2)
