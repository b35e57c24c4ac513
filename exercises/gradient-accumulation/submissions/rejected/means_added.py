# diagnosis: sum_instead_of_mean
# The means of the parts are added up and never divided.
import torch.nn.functional as F


def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    total = 0.0
    for inputs, targets in micro_batches:
        loss = F.mse_loss(model(inputs), targets)
        loss.backward()
        total += loss.item()
    return total
