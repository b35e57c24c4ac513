# diagnosis: side_effect_on_parameters
# The parameters are scaled, and their gradients stay.
import torch


def clip_gradients(parameters, max_norm):
    kept = [p for p in parameters if p.grad is not None]
    norm = torch.stack([p.grad.norm() for p in kept]).norm()
    if norm > max_norm:
        for p in kept:
            p.data.mul_(max_norm / norm)
    return norm
