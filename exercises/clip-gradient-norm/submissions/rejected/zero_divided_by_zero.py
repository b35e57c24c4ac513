# diagnosis: not_finite
# Every gradient is divided by the norm first: where it is zero, nothing but nan is left.
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    norm = torch.stack([g.norm() for g in grads]).norm()
    length = min(float(norm), max_norm)
    for g in grads:
        g.div_(norm).mul_(length)
    return norm
