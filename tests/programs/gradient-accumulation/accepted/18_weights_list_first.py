import torch
from torch.nn import MSELoss

def accumulate_gradients(model, micro_batches):
    lengths = torch.tensor([len(y) for _, y in micro_batches], dtype=torch.float64)
    weights = (lengths / lengths.sum()).tolist()
    mse = MSELoss()
    model.zero_grad()
    means = []
    for weight, (x, y) in zip(weights, micro_batches):
        loss = mse(model(x), y)
        (weight * loss).backward()
        means.append(loss.item())
    return sum(w * m for w, m in zip(weights, means))
