# torch.autograd.grad, added up by hand.
import torch


def accumulate_gradients(model, micro_batches):
    parameters = list(model.parameters())
    samples = sum(len(x) for x, _ in micro_batches)
    sums = [torch.zeros_like(p) for p in parameters]
    total = 0.0
    for x, y in micro_batches:
        loss = torch.sum((model(x) - y) ** 2) / samples
        for kept, gradient in zip(sums, torch.autograd.grad(loss, parameters)):
            kept += gradient
        total += float(loss)
    for p, kept in zip(parameters, sums):
        p.grad = kept
    return total
