# accepted: set by p.grad.data, zip of two lists, asserts about what it returns
import torch


def clip_gradients(parameters, max_norm):
    assert max_norm >= 0
    ps = list(parameters)
    gs = [p.grad.clone() if p.grad is not None else None for p in ps]
    norm = sum(float(torch.sum(torch.abs(g) ** 2)) for g in gs if g is not None) ** 0.5
    assert norm >= 0
    if norm <= max_norm:
        return norm
    for p, g in zip(ps, gs):
        if g is not None:
            p.grad.data = g * (max_norm / norm)
    return norm
