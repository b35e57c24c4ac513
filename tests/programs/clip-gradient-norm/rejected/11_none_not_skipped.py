# diagnosis: gradient_is_none
import torch


def clip_gradients(parameters, max_norm):
    parameters = list(parameters)
    norm = torch.sqrt(sum((p.grad ** 2).sum() for p in parameters))
    if norm > max_norm:
        for p in parameters:
            p.grad *= max_norm / norm
    return norm
