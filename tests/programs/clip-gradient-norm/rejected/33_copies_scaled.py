# diagnosis: result_dropped
# scales clones of the gradients
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad.clone() for p in parameters if p.grad is not None]
    norm = torch.cat([g.flatten() for g in grads]).norm()
    if norm > max_norm:
        for g in grads:
            g.mul_(max_norm / norm)
    return norm
