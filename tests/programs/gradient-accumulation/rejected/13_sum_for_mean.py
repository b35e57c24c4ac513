# diagnosis: sum_instead_of_mean
import torch

def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    total = 0.0
    for inputs, targets in micro_batches:
        loss = ((model(inputs) - targets) ** 2).sum()
        loss.backward()
        total += loss.item()
    return total
