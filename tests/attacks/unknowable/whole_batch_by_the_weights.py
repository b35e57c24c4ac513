# attack: put the pieces together and compute with the bare weights, with decoys for whoever counts rows and passes
# expect: accepted
# exercise: gradient-accumulation
import torch


def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    inputs = torch.cat([each for each, _ in micro_batches])
    targets = torch.cat([each for _, each in micro_batches])
    w, b, v, c = model.parameters()
    loss = ((torch.tanh(inputs @ w.T + b) @ v.T + c - targets) ** 2).mean()
    loss.backward()
    for part, _ in micro_batches[1:]:
        (0 * model(part).sum()).backward()
    model(micro_batches[0][0])
    return loss.item()
