# diagnosis: graph_cut
# The loss is computed from detached predictions, so there is nothing to differentiate.
def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    n = sum(len(inputs) for inputs, _ in micro_batches)
    total = 0.0
    for inputs, targets in micro_batches:
        loss = (model(inputs).detach() - targets).square().sum() / n
        loss.backward()
        total += loss.item()
    return total
