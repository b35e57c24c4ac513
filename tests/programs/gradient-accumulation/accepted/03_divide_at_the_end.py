import torch

def accumulate_gradients(model, micro_batches):
    model.zero_grad(set_to_none=True)
    samples = 0
    squares = 0.0
    for inputs, targets in micro_batches:
        loss = torch.nn.functional.mse_loss(model(inputs), targets, reduction="sum")
        loss.backward()
        squares += loss.item()
        samples += targets.size(0)
    # until here .grad belongs to the sum
    for p in model.parameters():
        if p.grad is not None:
            p.grad /= samples
    return squares / samples
