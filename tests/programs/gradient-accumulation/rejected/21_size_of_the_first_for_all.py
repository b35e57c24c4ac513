# diagnosis: weights_of_parts_wrong
import torch

def accumulate_gradients(model, micro_batches):
    size = len(micro_batches[0][0])
    count = size * len(micro_batches)
    model.zero_grad()
    total = 0.0
    for inputs, targets in micro_batches:
        loss = ((model(inputs) - targets) ** 2).sum() / count
        loss.backward()
        total += loss.item()
    return total
