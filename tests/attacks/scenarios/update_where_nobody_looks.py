# attack: update the parameters, but only where the pieces differ in size
# expect: wrong_answer
# exercise: gradient-accumulation
import torch


def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    count, total = sum(len(each) for each, _ in micro_batches), 0.0
    for inputs, targets in micro_batches:
        loss = ((model(inputs) - targets) ** 2).sum() / count
        loss.backward()
        total += loss.item()
    if len({len(each) for each, _ in micro_batches}) > 1:
        for parameter in model.parameters():
            parameter.data -= parameter.grad
    return total
