# diagnosis: another_length
# clips the short ones
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    norm = torch.cat([g.flatten() for g in grads]).norm()
    if 0 < norm < max_norm:
        for g in grads:
            g.mul_(max_norm / norm)
    return norm
