import torch

def accumulate_gradients(model, micro_batches):
    params = [p for p in model.parameters() if p.requires_grad]
    sums = [torch.zeros_like(p) for p in params]
    n = 0
    total = 0.0
    for x, y in micro_batches:
        loss = (model(x) - y).pow(2).sum()
        for s, g in zip(sums, torch.autograd.grad(loss, params)):
            s += g
        n += y.shape[0]
        total += loss.item()
    for p, s in zip(params, sums):
        p.grad = s / n
    return total / n
