# The norm as a Python number.
import math

import torch


def clip_gradients(parameters, max_norm):
    squares = 0.0
    with_gradient = []
    for p in parameters:
        if p.grad is None:
            continue
        with_gradient.append(p)
        squares += p.grad.pow(2).sum().item()
    norm = math.sqrt(squares)
    if norm > max_norm:
        with torch.no_grad():
            for p in with_gradient:
                p.grad *= max_norm / norm
    return norm
