# diagnosis: broadcast_blow_up
# The predictions lose a dimension and the targets do not: every prediction is compared with every target.
def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    n = sum(len(inputs) for inputs, _ in micro_batches)
    total = 0.0
    for inputs, targets in micro_batches:
        loss = (model(inputs).squeeze(-1) - targets).square().mean() * len(inputs) / n
        loss.backward()
        total += loss.item()
    return total
