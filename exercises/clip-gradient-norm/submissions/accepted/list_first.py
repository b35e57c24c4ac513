# The parameters are collected first: a generator can be walked through only once.
import torch


def clip_gradients(parameters, max_norm):
    parameters = [p for p in parameters if p.grad is not None]
    total = torch.sqrt(sum((p.grad ** 2).sum() for p in parameters))
    scale = max_norm / total
    if scale < 1:
        for p in parameters:
            p.grad.mul_(scale)
    return total
