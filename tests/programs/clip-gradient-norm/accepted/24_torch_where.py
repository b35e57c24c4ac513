# accepted: torch.where chooses the factor
import torch


def clip_gradients(parameters, max_norm):
    gs = tuple(p.grad for p in parameters if p.grad is not None)
    if gs == ():
        return torch.zeros([])
    norm = torch.stack([(g * g).sum() for g in gs]).sum().sqrt()
    factor = torch.where(norm > max_norm, max_norm / norm, torch.ones_like(norm))
    with torch.no_grad():
        for g in gs:
            g.multiply_(factor)
    return norm.clone()
