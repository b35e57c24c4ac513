import torch

def accumulate_gradients(model, micro_batches):
    for p in model.parameters():
        p.grad = torch.zeros_like(p)
    n = sum(t.shape[0] for _, t in micro_batches)
    value = 0.0
    for inputs, targets in micro_batches:
        loss = torch.dist(model(inputs), targets) ** 2 / n if False else ((targets - model(inputs)) ** 2).sum() / n
        loss.backward()
        value += loss.item()
    return value
