# diagnosis: accumulation_wrong
# The loss that is returned is the mean; what is differentiated is each part's own mean.
import torch.nn.functional as F


def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    n = sum(len(inputs) for inputs, _ in micro_batches)
    total = 0.0
    for inputs, targets in micro_batches:
        loss = F.mse_loss(model(inputs), targets)
        loss.backward()
        total += loss.item() * len(inputs) / n
    return total
