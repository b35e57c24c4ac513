# diagnosis: wrong_dtype
# half a conversion: everything in float32
import torch


def clip_gradients(parameters, max_norm):
    parameters = [p for p in parameters if p.grad is not None]
    flat = torch.cat([p.grad.float().flatten() for p in parameters])
    norm = flat.norm()
    if norm > max_norm:
        for p in parameters:
            p.grad = p.grad.float() * (max_norm / norm)
    return norm
