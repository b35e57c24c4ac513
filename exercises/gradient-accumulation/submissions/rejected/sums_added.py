# diagnosis: sum_instead_of_mean
# Everything is summed over the samples; nothing is divided by their number.
def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    total = 0.0
    for inputs, targets in micro_batches:
        loss = (model(inputs) - targets).square().sum()
        loss.backward()
        total += loss.item()
    return total
