import torch

def accumulate_gradients(model, micro_batches):
    """Keeps .grad the gradient of the mean over the samples seen so far."""
    model.zero_grad(set_to_none=True)
    seen = 0
    mean = 0.0
    for inputs, targets in micro_batches:
        k = inputs.shape[0]
        keep = seen / (seen + k)
        for p in model.parameters():
            if p.grad is not None:
                p.grad.mul_(keep)
        loss = torch.mean((model(inputs) - targets) ** 2)
        (loss * (k / (seen + k))).backward()
        mean = keep * mean + (1 - keep) * loss.item()
        seen += k
    return mean
