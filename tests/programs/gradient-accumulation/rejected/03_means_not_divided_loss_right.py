# diagnosis: accumulation_wrong, scaled_gradient
import torch

def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    total = 0.0
    samples = 0
    for inputs, targets in micro_batches:
        loss = ((model(inputs) - targets) ** 2).mean()
        loss.backward()
        total += loss.item() * len(targets)
        samples += len(targets)
    return total / samples
