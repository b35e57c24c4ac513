# diagnosis: only_last_part_left
import torch

def accumulate_gradients(model, micro_batches):
    count = sum(len(targets) for _, targets in micro_batches)
    total = 0.0
    params = list(model.parameters())
    for inputs, targets in micro_batches:
        loss = ((model(inputs) - targets) ** 2).sum() / count
        for p, g in zip(params, torch.autograd.grad(loss, params)):
            p.grad = g
        total += loss.item()
    return total
