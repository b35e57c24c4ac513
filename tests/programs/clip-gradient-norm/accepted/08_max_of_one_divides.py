# accepted: divides by max(1, norm / max_norm)
import torch

def clip_gradients(parameters, max_norm):
    plist = list(parameters)
    sq = 0
    for p in plist:
        if p.grad is not None:
            sq = sq + torch.sum(p.grad * p.grad)
    norm = sq ** 0.5
    divisor = max(1.0, float(norm) / max_norm)
    for p in plist:
        if p.grad is not None:
            p.grad /= divisor
    return norm
