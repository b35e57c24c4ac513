import torch

def accumulate_gradients(model, micro_batches):
    for p in model.parameters(): p.grad = None
    sizes = [len(y) for _, y in micro_batches]
    total = 0.0
    for size, (x, y) in zip(sizes, micro_batches):
        w = size / sum(sizes)
        loss = torch.nn.MSELoss()(model(x), y)
        loss.backward(torch.tensor(w, dtype=loss.dtype))
        total += w * loss.item()
    return total
