# Counted first, in a helper of its own; the loss is kept as a running mean.
import torch


def count(parts):
    return sum(targets.numel() for _, targets in parts)


def accumulate_gradients(model, micro_batches):
    parts = list(micro_batches)
    everything = count(parts)
    torch.optim.SGD(model.parameters(), lr=0.1).zero_grad()
    mean, seen = 0.0, 0
    for inputs, targets in parts:
        part_mean = torch.nn.functional.mse_loss(model(inputs), targets)
        (part_mean * targets.numel() / everything).backward()
        seen += targets.numel()
        mean += (part_mean.item() - mean) * targets.numel() / seen
    return mean
