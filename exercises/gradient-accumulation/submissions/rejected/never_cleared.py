# diagnosis: stale_gradients_kept
# What was in .grad before is still in there.
def accumulate_gradients(model, micro_batches):
    n = sum(len(inputs) for inputs, _ in micro_batches)
    total = 0.0
    for inputs, targets in micro_batches:
        loss = (model(inputs) - targets).square().sum() / n
        loss.backward()
        total += loss.item()
    return total
