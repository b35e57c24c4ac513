# diagnosis: result_dropped
# g = g * factor makes a new tensor and leaves the gradient as it is.
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    norm = torch.stack([g.norm() for g in grads]).norm()
    if norm > max_norm:
        for g in grads:
            g = g * (max_norm / norm)
    return norm
