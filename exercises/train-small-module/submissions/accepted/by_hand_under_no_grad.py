# The update by hand.
import torch
from torch import nn


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(in_features=3, out_features=8)
        self.output = nn.Linear(in_features=8, out_features=1)

    def forward(self, x):
        h = self.hidden(x).tanh()
        return self.output(h)[:, 0]


def train(model, inputs, targets, steps, learning_rate):
    losses = []
    model.zero_grad()
    for _ in range(steps):
        loss = ((model(inputs) - targets) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter -= learning_rate * parameter.grad
                parameter.grad = None
        losses.append(loss.item())
    return losses
