# diagnosis: whole_batch_at_once
# The parts are put together again: right, and exactly what there was no memory for.
import torch
import torch.nn.functional as F


def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    inputs = torch.cat([x for x, _ in micro_batches])
    targets = torch.cat([y for _, y in micro_batches])
    loss = F.mse_loss(model(inputs), targets)
    loss.backward()
    return loss.item()
