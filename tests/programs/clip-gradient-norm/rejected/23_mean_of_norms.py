# diagnosis: wrong_norm, mean_instead_of_sum
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    norm = torch.stack([g.norm() for g in grads]).mean()
    if norm > max_norm:
        for g in grads:
            g.mul_(max_norm / norm)
    return norm
