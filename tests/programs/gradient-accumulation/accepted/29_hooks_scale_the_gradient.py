import torch

def accumulate_gradients(model, micro_batches):
    n = sum(len(x) for x, _ in micro_batches)
    model.zero_grad()
    handles = [p.register_hook(lambda g: g / n) for p in model.parameters() if p.requires_grad]
    total = 0.0
    for x, y in micro_batches:
        loss = (model(x) - y).pow(2).sum()
        loss.backward()
        total += loss.item()
    for handle in handles:
        handle.remove()
    return total / n
