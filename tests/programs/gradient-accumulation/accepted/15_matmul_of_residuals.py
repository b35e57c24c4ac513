import torch

def accumulate_gradients(model, micro_batches):
    n = sum(y.size(0) for _, y in micro_batches)
    model.zero_grad()
    losses = []
    for x, y in micro_batches:
        r = (model(x) - y).flatten()
        loss = (r @ r) / n
        loss.backward()
        losses.append(loss.item())
    return sum(losses)
