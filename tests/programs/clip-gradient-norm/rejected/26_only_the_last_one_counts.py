# diagnosis: wrong_norm
# total is overwritten instead of added to
import torch


def clip_gradients(parameters, max_norm):
    parameters = list(parameters)
    total = 0.0
    for p in parameters:
        if p.grad is not None:
            total = (p.grad ** 2).sum()
    norm = total ** 0.5
    if norm > max_norm:
        for p in parameters:
            if p.grad is not None:
                p.grad *= max_norm / norm
    return norm
