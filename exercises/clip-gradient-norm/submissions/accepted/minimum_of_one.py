# The factor is never above one.
import torch


def clip_gradients(parameters, max_norm):
    gradients = tuple(p.grad for p in parameters if p.grad is not None)
    norm = sum(torch.sum(g * g) for g in gradients).sqrt()
    factor = min(1.0, max_norm / max(float(norm), 1e-12))
    for gradient in gradients:
        gradient *= factor
    return norm.detach()
