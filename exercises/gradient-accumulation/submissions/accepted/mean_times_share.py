# Each part's mean, weighted by its share of the samples.
import torch
import torch.nn.functional as F


def accumulate_gradients(model, micro_batches):
    count = sum(inputs.shape[0] for inputs, _ in micro_batches)
    for parameter in model.parameters():
        parameter.grad = None
    total = 0.0
    for inputs, targets in micro_batches:
        loss = F.mse_loss(model(inputs), targets) * (len(inputs) / count)
        loss.backward()
        total += loss.item()
    return total
