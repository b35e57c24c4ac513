# The older way of writing into a gradient.
def clip_gradients(parameters, max_norm):
    parameters = list(parameters)
    total = 0.0
    for p in parameters:
        if p.grad is not None:
            total += p.grad.data.norm(2).item() ** 2
    total = total ** 0.5
    coefficient = max_norm / (total + 1e-8)
    if coefficient < 1:
        for p in parameters:
            if p.grad is not None:
                p.grad.data.mul_(coefficient)
    return total
