# Written in a class, called by a function, compared with the large batch below.
import torch


class Accumulator:
    def __init__(self, model, samples):
        self.model, self.samples, self.loss = model, samples, 0.0
        self.model.zero_grad()

    def add(self, inputs, targets):
        part = (self.model(inputs) - targets).square().sum() / self.samples
        part.backward()
        self.loss += part.item()


def accumulate_gradients(model, micro_batches):
    accumulator = Accumulator(model, sum(len(inputs) for inputs, _ in micro_batches))
    for pair in micro_batches:
        accumulator.add(*pair)
    return accumulator.loss


if __name__ == "__main__":
    model = torch.nn.Linear(2, 1)
    x, y = torch.randn(6, 2), torch.randn(6, 1)
    accumulate_gradients(model, [(x[:4], y[:4]), (x[4:], y[4:])])
    found = model.weight.grad.clone()
    model.zero_grad()
    torch.nn.functional.mse_loss(model(x), y).backward()
    assert torch.allclose(found, model.weight.grad)
