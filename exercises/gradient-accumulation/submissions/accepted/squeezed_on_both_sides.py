# Predictions and targets both lose their last dimension.
import torch


def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    n = len(torch.cat([targets for _, targets in micro_batches]))
    mean = torch.zeros(())
    for inputs, targets in micro_batches:
        error = model(inputs).squeeze(-1) - targets.squeeze(-1)
        part = torch.dot(error, error) / n
        part.backward()
        mean = mean + part.detach().cpu()
    return mean.to(inputs.dtype)
