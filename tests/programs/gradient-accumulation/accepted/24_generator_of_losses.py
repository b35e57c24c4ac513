import torch


def losses(model, micro_batches, samples):
    for inputs, targets in micro_batches:
        yield torch.nn.functional.mse_loss(model(inputs), targets, reduction="none").sum() / samples


def after_backward(loss):
    loss.backward()
    return loss.item()


def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    samples = sum(t.shape[0] for _, t in micro_batches)
    return sum(after_backward(loss) for loss in losses(model, micro_batches, samples))
