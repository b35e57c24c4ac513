# diagnosis: accumulated_gradient, accumulation_wrong
import torch

def accumulate_gradients(model, micro_batches):
    count = sum(len(targets) for _, targets in micro_batches)
    model.zero_grad()
    total = 0.0
    for inputs, targets in micro_batches:
        total = total + ((model(inputs) - targets) ** 2).sum() / count
        total.backward(retain_graph=True)
    return total.item()
