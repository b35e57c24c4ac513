# diagnosis: wrong_dtype
# A float64 model comes back as a float32 one.
def accumulate_gradients(model, micro_batches):
    model.float().zero_grad()
    n = sum(len(inputs) for inputs, _ in micro_batches)
    total = 0.0
    for inputs, targets in micro_batches:
        loss = (model(inputs.float()) - targets.float()).square().sum() / n
        loss.backward()
        total += loss.item()
    return total
