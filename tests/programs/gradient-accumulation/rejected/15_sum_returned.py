# diagnosis: wrong_formula, sum_instead_of_mean, forward_wrong
import torch

def accumulate_gradients(model, micro_batches):
    count = sum(len(targets) for _, targets in micro_batches)
    model.zero_grad()
    total = 0.0
    for inputs, targets in micro_batches:
        squares = ((model(inputs) - targets) ** 2).sum()
        (squares / count).backward()
        total += squares.item()
    return total
