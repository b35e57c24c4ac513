# diagnosis: parameter_not_registered
# Layers in a plain list are no part of the module: they have no names, and nobody trains them.
import torch
from torch import nn


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(3, 8), nn.Linear(8, 1)]

    def forward(self, x):
        return self.layers[1](torch.tanh(self.layers[0](x))).squeeze(-1)


def train(model, inputs, targets, steps, learning_rate):
    parameters = [p for layer in model.layers for p in layer.parameters()]
    optimizer = torch.optim.SGD(parameters, lr=learning_rate)
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(inputs), targets)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
