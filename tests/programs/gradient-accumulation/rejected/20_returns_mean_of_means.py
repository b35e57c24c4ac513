# diagnosis: weights_of_parts_wrong, another_value_returned, forward_wrong, wrong_formula
import torch

def accumulate_gradients(model, micro_batches):
    count = sum(len(targets) for _, targets in micro_batches)
    model.zero_grad()
    means = []
    for inputs, targets in micro_batches:
        squares = (model(inputs) - targets) ** 2
        (squares.sum() / count).backward()
        means.append(squares.mean().item())
    return sum(means) / len(means)
