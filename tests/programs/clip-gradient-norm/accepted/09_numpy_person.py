# accepted: numpy computes, torch stores
import numpy as np
import torch


def clip_gradients(parameters, max_norm):
    params = [p for p in parameters if p.grad is not None]
    arrays = [p.grad.numpy() for p in params]
    norm = float(np.sqrt(sum(np.sum(a.astype(np.float64) ** 2) for a in arrays)))
    if norm > max_norm:
        for p, a in zip(params, arrays):
            a *= max_norm / norm        # the array is the gradient's own memory
    return norm
