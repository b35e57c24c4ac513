import torch

def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    n = sum(len(x) for x, _ in micro_batches)
    loss = 0.0
    for x, y in micro_batches:
        prediction = model(x)
        error = (prediction - y).detach()
        prediction.backward(gradient=2 * error / n)
        loss += (error ** 2).sum().item() / n
    return loss
