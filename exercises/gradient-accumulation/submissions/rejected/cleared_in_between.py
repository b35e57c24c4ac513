# diagnosis: only_last_part_left
# The gradients are cleared before every part: only the last part's are left.
def accumulate_gradients(model, micro_batches):
    n = sum(len(inputs) for inputs, _ in micro_batches)
    total = 0.0
    for inputs, targets in micro_batches:
        model.zero_grad()
        loss = (model(inputs) - targets).square().sum() / n
        loss.backward()
        total += loss.item()
    return total
