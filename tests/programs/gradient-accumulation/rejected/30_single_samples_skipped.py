# diagnosis: weights_of_parts_wrong
import torch

def accumulate_gradients(model, micro_batches):
    micro_batches = [(x, y) for x, y in micro_batches if len(x) > 1]
    count = sum(len(targets) for _, targets in micro_batches)
    model.zero_grad()
    total = 0.0
    for inputs, targets in micro_batches:
        loss = ((model(inputs) - targets) ** 2).sum() / count
        loss.backward()
        total += loss.item()
    return total
