# diagnosis: always_scaled
# square against limit, root in the factor only
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    squared = sum((g ** 2).sum() for g in grads)
    if squared > max_norm:
        for g in grads:
            g.mul_(max_norm / squared.sqrt())
    return squared.sqrt()
