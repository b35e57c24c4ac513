# diagnosis: division_by_zero
# min(1, max / norm) without a look at zero
import math


def clip_gradients(parameters, max_norm):
    parameters = [p for p in parameters if p.grad is not None]
    norm = math.sqrt(sum(p.grad.pow(2).sum().item() for p in parameters))
    factor = min(1.0, max_norm / norm)
    for p in parameters:
        p.grad.mul_(factor)
    return norm
