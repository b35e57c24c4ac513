# accepted: functools.reduce over the norms
from functools import reduce
import torch


def _norm(gradients):
    return reduce(torch.hypot, (torch.linalg.vector_norm(g) for g in gradients))


def clip_gradients(parameters, max_norm):
    gradients = [p.grad for p in parameters if p.grad is not None]
    if not gradients:
        return 0.0
    norm = _norm(gradients)
    if norm > max_norm:
        factor = max_norm / norm
        [g.mul_(factor) for g in gradients]
    return norm
