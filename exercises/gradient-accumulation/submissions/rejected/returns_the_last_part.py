# diagnosis: another_value_returned
# The gradients are right; the value that comes back is the last part's loss.
import torch.nn.functional as F


def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    n = sum(len(inputs) for inputs, _ in micro_batches)
    for inputs, targets in micro_batches:
        loss = F.mse_loss(model(inputs), targets)
        (loss * len(inputs) / n).backward()
    return loss.item()
