# diagnosis: weights_of_parts_wrong
import torch

def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    total = 0.0
    for inputs, targets in micro_batches:
        loss = ((model(inputs) - targets) ** 2).mean() / len(micro_batches)
        loss.backward()
        total += loss.item()
    return total
