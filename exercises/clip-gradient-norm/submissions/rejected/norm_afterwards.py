# diagnosis: another_value_returned
# The norm after clipping comes back; the one before is the one that people plot.
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    norm = torch.stack([g.norm() for g in grads]).norm()
    if norm > max_norm:
        for g in grads:
            g.mul_(max_norm / norm)
    return torch.stack([g.norm() for g in grads]).norm()
