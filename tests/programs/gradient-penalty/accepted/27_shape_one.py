# accepted: returned in shape (1,), keepdim, f-strings
import torch


def gradient_penalty(critic, real, fake, mix):
    x = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    d = critic(x)
    g = torch.autograd.grad(d, x, torch.ones_like(d), create_graph=True)[0]
    p = ((g.norm(dim=1, keepdim=True) - 1) ** 2).mean(dim=0)
    print(f"{p.shape=}")
    return p
