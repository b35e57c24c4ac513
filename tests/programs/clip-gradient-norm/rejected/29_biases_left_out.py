# diagnosis: wrong_norm, direction_changed
# "biases need no clipping"
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None and p.dim() > 1]
    norm = torch.stack([g.norm() for g in grads]).norm()
    if norm > max_norm:
        for g in grads:
            g.mul_(max_norm / norm)
    return norm
