import torch

def accumulate_gradients(model, micro_batches):
    n = 0
    for i in range(len(micro_batches)):
        n += micro_batches[i][0].shape[0]
    for name, p in model.named_parameters():
        p.grad = None
    s = 0.0
    i = 0
    while i < len(micro_batches):
        inputs = micro_batches[i][0]
        targets = micro_batches[i][1]
        output = model.forward(inputs)
        loss = torch.pow(output - targets, 2).mean() * inputs.shape[0] / n
        loss.backward()
        s = s + loss.item()
        i += 1
    return s
