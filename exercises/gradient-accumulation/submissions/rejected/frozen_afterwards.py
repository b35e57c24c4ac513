# diagnosis: side_effect_on_parameters
# The parameters are switched off for good; the caller's next step has nothing to train.
def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    n = sum(len(inputs) for inputs, _ in micro_batches)
    total = 0.0
    for inputs, targets in micro_batches:
        loss = (model(inputs) - targets).square().sum() / n
        loss.backward()
        total += loss.item()
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    return total
