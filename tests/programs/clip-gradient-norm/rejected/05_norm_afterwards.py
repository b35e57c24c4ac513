# diagnosis: another_value_returned
# returns the norm after clipping
import torch


def global_norm(grads):
    return torch.stack([g.norm() for g in grads]).norm()


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    norm = global_norm(grads)
    if norm > max_norm:
        for g in grads:
            g.mul_(max_norm / norm)
    return global_norm(grads)
