# diagnosis: iterator_exhausted
# A generator is walked through twice; the second time it is empty and nothing is clipped.
def clip_gradients(parameters, max_norm):
    norm = sum(p.grad.square().sum() for p in parameters if p.grad is not None) ** 0.5
    if norm > max_norm:
        for p in parameters:
            if p.grad is not None:
                p.grad.mul_(max_norm / norm)
    return norm
