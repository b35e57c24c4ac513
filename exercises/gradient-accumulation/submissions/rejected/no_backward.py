# diagnosis: backward_not_called
# The loss is computed, part by part, and never differentiated.
def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    n = sum(len(inputs) for inputs, _ in micro_batches)
    total = 0.0
    for inputs, targets in micro_batches:
        total += ((model(inputs) - targets).square().sum() / n).item()
    return total
