# diagnosis: forward_wrong, wrong_formula, accumulation_wrong
import torch

def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    count = sum(len(targets) for _, targets in micro_batches[:-1])
    total = 0.0
    for k in range(len(micro_batches) - 1):
        inputs, targets = micro_batches[k]
        loss = ((model(inputs) - targets) ** 2).sum() / count
        loss.backward()
        total += loss.item()
    return total
