# accepted: requires_grad_(True) on whatever comes out
import torch

def gradient_penalty(critic, real, fake, mix):
    eps = mix.expand_as(real)
    x_hat = eps * real + (1 - eps) * fake
    x_hat.requires_grad_(True)
    y = critic(x_hat)
    grads = torch.autograd.grad(outputs=y.sum(), inputs=x_hat, create_graph=True)[0]
    return torch.mean((grads.norm(p=2, dim=-1) - 1.0) ** 2)
