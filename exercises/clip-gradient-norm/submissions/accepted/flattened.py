# All gradients in one row.
import torch


def clip_gradients(parameters, max_norm):
    kept = [p for p in parameters if p.grad is not None]
    norm = torch.cat([p.grad.flatten() for p in kept]).norm()
    if norm.item() > max_norm:
        for p in kept:
            p.grad = p.grad * (max_norm / norm)
    return norm
