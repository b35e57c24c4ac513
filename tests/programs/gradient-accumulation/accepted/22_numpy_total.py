import numpy as np
import torch

def accumulate_gradients(model, micro_batches):
    sizes = np.array([len(y) for _, y in micro_batches])
    n = int(sizes.sum())
    model.zero_grad()
    values = []
    for x, y in micro_batches:
        loss = (model(x) - y).pow(2).sum() / n
        loss.backward()
        values.append(loss.detach().numpy())
    return float(np.sum(values))
