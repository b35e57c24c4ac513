# diagnosis: gradient_is_none
import copy
import torch

def accumulate_gradients(model, micro_batches):
    model = copy.deepcopy(model)
    count = sum(len(targets) for _, targets in micro_batches)
    model.zero_grad()
    total = 0.0
    for inputs, targets in micro_batches:
        loss = ((model(inputs) - targets) ** 2).sum() / count
        loss.backward()
        total += loss.item()
    return total
