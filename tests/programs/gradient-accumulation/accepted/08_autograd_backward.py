import torch
from torch.autograd import backward

def squared_error(model, inputs, targets):
    difference = model(inputs) - targets
    return torch.sum(difference * difference)

def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    size = sum(map(lambda pair: pair[1].shape[0], micro_batches))
    parts = []
    for pair in micro_batches:
        part = squared_error(model, *pair) / size
        backward(part)
        parts.append(part.detach())
    return torch.stack(parts).sum()
