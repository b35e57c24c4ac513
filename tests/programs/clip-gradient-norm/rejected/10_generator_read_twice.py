# diagnosis: iterator_exhausted
# the second loop finds nothing where a generator was handed in
import torch


def clip_gradients(parameters, max_norm):
    total = 0.0
    for p in parameters:
        if p.grad is not None:
            total += p.grad.pow(2).sum().item()
    norm = total ** 0.5
    if norm > max_norm:
        for p in parameters:
            if p.grad is not None:
                p.grad.mul_(max_norm / norm)
    return norm
