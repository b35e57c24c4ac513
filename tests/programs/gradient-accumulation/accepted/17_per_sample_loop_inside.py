import torch

def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    n = sum(x.shape[0] for x, _ in micro_batches)
    whole = 0.0
    for x, y in micro_batches:
        prediction = model(x)
        loss = 0.0
        for i in range(x.shape[0]):
            loss = loss + (prediction[i, 0] - y[i, 0]) ** 2
        loss = loss / n
        loss.backward()
        whole += loss.item()
    return whole
