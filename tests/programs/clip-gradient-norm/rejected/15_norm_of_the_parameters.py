# diagnosis: wrong_norm, wrong_variable
# the norm of the weights
import torch


def clip_gradients(parameters, max_norm):
    parameters = [p for p in parameters if p.grad is not None]
    norm = torch.stack([p.detach().norm() for p in parameters]).norm()
    if norm > max_norm:
        for p in parameters:
            p.grad.mul_(max_norm / norm)
    return norm
