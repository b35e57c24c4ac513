# diagnosis: direction_changed
# the norm is taken anew inside the loop
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    before = torch.cat([g.flatten() for g in grads]).norm()
    for g in grads:
        norm = torch.cat([h.flatten() for h in grads]).norm()
        if norm > max_norm:
            g.mul_(max_norm / norm)
    return before
