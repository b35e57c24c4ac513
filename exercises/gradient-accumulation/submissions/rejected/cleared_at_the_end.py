# diagnosis: gradient_zeroed_after_backward
# What was accumulated is thrown away before the caller can see it.
def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    n = sum(len(inputs) for inputs, _ in micro_batches)
    total = 0.0
    for inputs, targets in micro_batches:
        loss = (model(inputs) - targets).square().sum() / n
        loss.backward()
        total += loss.item()
    model.zero_grad()
    return total
