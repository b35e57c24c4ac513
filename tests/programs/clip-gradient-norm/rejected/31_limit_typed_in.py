# diagnosis: hard_coded, another_length
# the limit is always one
import torch


def clip_gradients(parameters, max_norm=1.0):
    max_norm = 1.0
    grads = [p.grad for p in parameters if p.grad is not None]
    norm = torch.stack([g.norm() for g in grads]).norm()
    if norm > max_norm:
        for g in grads:
            g.mul_(max_norm / norm)
    return norm
