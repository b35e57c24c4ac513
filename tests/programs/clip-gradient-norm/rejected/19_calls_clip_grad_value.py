# diagnosis: library_call_instead, direction_changed
import torch
from torch.nn.utils import clip_grad_value_ as clip


def clip_gradients(parameters, max_norm):
    parameters = list(parameters)
    norm = torch.stack([p.grad.norm() for p in parameters if p.grad is not None]).norm()
    clip(parameters, max_norm)
    return norm
