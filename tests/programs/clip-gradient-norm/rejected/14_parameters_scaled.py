# diagnosis: side_effect_on_parameters, wrong_variable
# scales the parameters, not their gradients
import torch


def clip_gradients(parameters, max_norm):
    parameters = [p for p in parameters if p.grad is not None]
    norm = torch.stack([p.grad.norm() for p in parameters]).norm()
    if norm > max_norm:
        with torch.no_grad():
            for p in parameters:
                p.mul_(max_norm / norm)
    return norm
