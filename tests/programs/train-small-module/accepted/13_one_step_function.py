import torch
from torch import nn

class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)
    def forward(self, x):
        return self.output(torch.tanh(self.hidden(x))).squeeze(-1)

def mse(a, b):
    assert a.shape == b.shape, (a.shape, b.shape)
    return ((a - b) ** 2).sum() / a.numel()

def step(model, inputs, targets, learning_rate):
    """One step of gradient descent; the loss before it."""
    model.zero_grad()
    loss = mse(model(inputs), targets)
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p.copy_(p - learning_rate * p.grad)
    return loss.item()

def train(model, inputs, targets, steps, learning_rate):
    return [step(model, inputs, targets, learning_rate) for _ in range(steps)]

if __name__ == "__main__":
    m = Regressor()
    x = torch.randn(20, 3)
    y = x.sum(1)
    losses = train(m, x, y, 100, 0.05)
    assert losses[-1] < losses[0]
    print("first", losses[0], "last", losses[-1])
