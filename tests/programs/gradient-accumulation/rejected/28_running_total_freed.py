# diagnosis: graph_already_freed
import torch

def accumulate_gradients(model, micro_batches):
    count = sum(len(targets) for _, targets in micro_batches)
    model.zero_grad()
    total = 0.0
    for inputs, targets in micro_batches:
        hidden = model(inputs)
        total = total + ((hidden - targets) ** 2).sum() / count
        total.backward()
    return total.item()
