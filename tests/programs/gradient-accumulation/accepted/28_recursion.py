import torch

def _go(model, rest, n):
    if not rest:
        return 0.0
    (x, y), *others = rest
    loss = ((model(x) - y) ** 2).sum() / n
    loss.backward()
    return loss.item() + _go(model, others, n)

def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    return _go(model, micro_batches, sum(len(x) for x, _ in micro_batches))
