# diagnosis: side_effect_on_parameters
# An update is made, which nobody asked for.
import torch


def accumulate_gradients(model, micro_batches):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    optimizer.zero_grad()
    n = sum(len(inputs) for inputs, _ in micro_batches)
    total = 0.0
    for inputs, targets in micro_batches:
        loss = (model(inputs) - targets).square().sum() / n
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
