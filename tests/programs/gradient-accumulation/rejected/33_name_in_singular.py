# diagnosis: missing_name
import torch

def accumulate_gradient(model, micro_batches):
    count = sum(len(targets) for _, targets in micro_batches)
    model.zero_grad()
    total = 0.0
    for inputs, targets in micro_batches:
        loss = ((model(inputs) - targets) ** 2).sum() / count
        loss.backward()
        total += loss.item()
    return total
