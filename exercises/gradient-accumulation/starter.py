import torch


def accumulate_gradients(model, micro_batches):
    # Your turn: leave in every .grad the gradient of the mean squared error over all samples of all micro-batches,
    # one backward pass for each micro-batch. Return that mean.
    return None


if __name__ == "__main__":
    model = torch.nn.Linear(2, 1)
    inputs, targets = torch.randn(6, 2), torch.randn(6, 1)
    print(accumulate_gradients(model, [(inputs[:4], targets[:4]), (inputs[4:], targets[4:])]))
