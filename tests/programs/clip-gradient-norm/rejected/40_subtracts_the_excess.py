# diagnosis: direction_changed
# subtracts where it should multiply
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    norm = torch.cat([g.flatten() for g in grads]).norm()
    if norm > max_norm:
        for g in grads:
            g.sub_(norm - max_norm)
    return norm
