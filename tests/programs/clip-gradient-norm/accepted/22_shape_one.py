# accepted: the norm is a tensor of shape (1,)
import torch


def clip_gradients(parameters, max_norm):
    total = torch.zeros(1)
    kept = []
    for p in parameters:
        g = p.grad
        if g is None:
            continue
        kept.append(g)
        total += (g ** 2).sum()
    norm = torch.sqrt(total)
    if norm > max_norm:
        for g in kept:
            g *= max_norm / norm.item()
    return norm
