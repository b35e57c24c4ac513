# diagnosis: update_replaces_parameter
# Each step makes new parameters; whoever holds the old ones never sees them learn.
import torch
from torch import nn


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        return self.output(torch.tanh(self.hidden(x))).squeeze(-1)


def train(model, inputs, targets, steps, learning_rate):
    losses = []
    for _ in range(steps):
        model.zero_grad()
        loss = nn.functional.mse_loss(model(inputs), targets)
        loss.backward()
        for layer in (model.hidden, model.output):
            layer.weight = nn.Parameter((layer.weight - learning_rate * layer.weight.grad).detach())
            layer.bias = nn.Parameter((layer.bias - learning_rate * layer.bias.grad).detach())
        losses.append(loss.item())
    return losses
