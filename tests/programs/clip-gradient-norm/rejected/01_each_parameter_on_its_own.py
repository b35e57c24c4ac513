# diagnosis: norm_of_each_part
# the norm of each parameter instead of the common one
import torch


def clip_gradients(parameters, max_norm):
    total = 0.0
    for p in parameters:
        if p.grad is None:
            continue
        norm = p.grad.norm()
        total += norm.item() ** 2
        if norm > max_norm:
            p.grad.mul_(max_norm / norm)
    return total ** 0.5
