# diagnosis: weights_of_parts_wrong
# Every part counts the same, however many samples it has.
import torch.nn.functional as F


def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    total = 0.0
    for inputs, targets in micro_batches:
        loss = F.mse_loss(model(inputs), targets) / len(micro_batches)
        loss.backward()
        total += loss.item()
    return total
