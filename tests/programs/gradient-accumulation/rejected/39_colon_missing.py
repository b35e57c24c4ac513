# diagnosis: syntax_error
import torch

def accumulate_gradients(model, micro_batches)
    model.zero_grad()
    for inputs, targets in micro_batches:
        loss = ((model(inputs) - targets) ** 2).mean()
        loss.backward()
    return loss.item()
