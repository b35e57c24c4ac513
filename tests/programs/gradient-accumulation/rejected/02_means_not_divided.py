# diagnosis: wrong_formula, sum_instead_of_mean, accumulation_wrong, unweighted_pieces
import torch

def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    total = 0.0
    for inputs, targets in micro_batches:
        loss = ((model(inputs) - targets) ** 2).mean()
        loss.backward()
        total += loss.item()
    return total
