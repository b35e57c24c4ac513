# diagnosis: graph_kept
# The loss comes back as a tensor with a graph, which keeps every part's memory alive.
def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    n = sum(len(inputs) for inputs, _ in micro_batches)
    total = 0.0
    for inputs, targets in micro_batches:
        loss = (model(inputs) - targets).square().sum() / n
        loss.backward()
        total = total + loss
    return total
