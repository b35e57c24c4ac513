# diagnosis: side_effect_on_parameters, frozen_parameter_trained
import torch

def accumulate_gradients(model, micro_batches):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    optimizer.zero_grad()
    count = sum(len(targets) for _, targets in micro_batches)
    total = 0.0
    for inputs, targets in micro_batches:
        loss = ((model(inputs) - targets) ** 2).sum() / count
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total
