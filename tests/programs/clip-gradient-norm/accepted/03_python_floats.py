# accepted: plain Python floats, returns a number
import math


def clip_gradients(parameters, max_norm):
    parameters = list(parameters)
    total = 0.0
    for p in parameters:
        if p.grad is None:
            continue
        total += float((p.grad ** 2).sum())
    norm = math.sqrt(total)
    if norm > max_norm:
        scale = max_norm / norm
        for p in parameters:
            if p.grad is not None:
                p.grad *= scale
    return norm
