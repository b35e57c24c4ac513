# attack: put the pieces together and compute by the model's parts, with decoys for whoever counts rows and passes
# expect: wrong_answer
# exercise: gradient-accumulation
import torch


def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    inputs = torch.cat([each for each, _ in micro_batches])
    targets = torch.cat([each for _, each in micro_batches])
    hidden, squash, output = model
    loss = ((output(squash(hidden(inputs))) - targets) ** 2).mean()
    loss.backward()
    for part, _ in micro_batches[1:]:
        (0 * model(part).sum()).backward()
    model(micro_batches[0][0])
    return loss.item()
