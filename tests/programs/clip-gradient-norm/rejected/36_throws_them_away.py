# diagnosis: another_length, gradient_zeroed_after_backward
# a gradient that is too long is set to zero
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    norm = torch.cat([g.flatten() for g in grads]).norm()
    if norm > max_norm:
        for g in grads:
            g.zero_()
    return norm
