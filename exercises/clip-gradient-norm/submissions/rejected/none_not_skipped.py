# diagnosis: gradient_is_none
# A parameter without a gradient is not thought of.
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters]
    norm = torch.stack([g.norm() for g in grads]).norm()
    if norm > max_norm:
        for g in grads:
            g.mul_(max_norm / norm)
    return norm
