# forward called directly, and by index.
def accumulate_gradients(model, micro_batches):
    samples = sum(len(pair[1]) for pair in micro_batches)
    for parameter in model.parameters():
        parameter.grad = None
    mean = 0.0
    for index in range(len(micro_batches)):
        inputs, targets = micro_batches[index][0], micro_batches[index][1]
        loss = (model.forward(inputs) - targets).pow(2).sum() / samples
        loss.backward()
        mean += loss.item()
    return mean
