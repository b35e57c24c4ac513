# accepted: .data everywhere, as in old tutorials
import torch

def clip_gradients(parameters, max_norm):
    parameters = list(filter(lambda p: p.grad is not None, parameters))
    total_norm = 0
    for p in parameters:
        param_norm = p.grad.data.norm(2)
        total_norm += param_norm.item() ** 2
    total_norm = total_norm ** (1. / 2)
    clip_coef = max_norm / total_norm if total_norm > 0 else 1
    if clip_coef < 1:
        for p in parameters:
            p.grad.data.mul_(clip_coef)
    return total_norm
