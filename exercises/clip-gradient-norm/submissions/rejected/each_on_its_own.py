# diagnosis: norm_of_each_part
# Every parameter is clipped by its own norm, so the direction of the step changes.
def clip_gradients(parameters, max_norm):
    total = 0.0
    for p in parameters:
        if p.grad is None:
            continue
        norm = p.grad.norm()
        total += norm.item() ** 2
        if norm > max_norm:
            p.grad.mul_(max_norm / norm)
    return total ** 0.5
