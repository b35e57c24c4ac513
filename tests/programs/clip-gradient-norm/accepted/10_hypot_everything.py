# accepted: math.hypot over all numbers
from math import hypot

def clip_gradients(parameters, max_norm):
    parameters = tuple(parameters)
    numbers = [x for p in parameters if p.grad is not None for x in p.grad.flatten().tolist()]
    norm = hypot(*numbers)
    if norm > max_norm:
        for p in parameters:
            if p.grad is not None:
                p.grad.mul_(max_norm / norm)
    return norm
