# diagnosis: another_value_returned
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    norm = torch.cat([g.flatten() for g in grads]).norm()
    factor = 1.0
    if norm > max_norm:
        factor = max_norm / norm
        for g in grads:
            g.mul_(factor)
    return factor
