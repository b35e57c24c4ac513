# accepted: points are not detached; works for tracked and untracked inputs
import torch


def gradient_penalty(critic, real, fake, mix):
    between = mix * real + (1 - mix) * fake
    if not between.requires_grad:
        between.requires_grad_(True)
    scores = critic(between)
    slope = torch.autograd.grad(scores, between, torch.ones_like(scores), create_graph=True)[0]
    return (torch.sqrt((slope ** 2).sum(1)) - 1).square().mean()
