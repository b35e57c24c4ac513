# diagnosis: value_is_not_a_tensor, wrong_kind, wrong_shape
import torch

def accumulate_gradients(model, micro_batches):
    count = sum(len(targets) for _, targets in micro_batches)
    model.zero_grad()
    for inputs, targets in micro_batches:
        loss = ((model(inputs) - targets) ** 2).sum() / count
        loss.backward()
    return [p.grad for p in model.parameters()]
