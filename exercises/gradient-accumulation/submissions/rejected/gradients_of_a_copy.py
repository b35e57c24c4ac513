# diagnosis: gradient_is_none
# A copy is differentiated; the caller's model gets nothing.
import copy


def accumulate_gradients(model, micro_batches):
    model = copy.deepcopy(model)
    model.zero_grad()
    n = sum(len(inputs) for inputs, _ in micro_batches)
    total = 0.0
    for inputs, targets in micro_batches:
        loss = (model(inputs) - targets).square().sum() / n
        loss.backward()
        total += loss.item()
    return total
