import torch

def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    n = 0
    for x, _ in micro_batches:
        n = n + len(x)
    out = torch.tensor(0.0)
    for x, y in micro_batches:
        r = model(x) - y
        l = torch.einsum("ij,ij->", r, r) / n
        l.backward()
        out = out + l.detach()
    return out
