import torch
import torch.nn.functional as F

def accumulate_gradients(model, micro_batches):
    N = sum(x.shape[0] for x, y in micro_batches)
    for p in model.parameters():
        p.grad = None
    result = 0
    for x, y in micro_batches:
        loss = F.mse_loss(model(x), y) * (x.shape[0] / N)
        loss.backward()
        result += loss.detach()
    return result
