# diagnosis: different_trajectory
# The model is updated after each sample, not after all of them.
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
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(steps):
        total = 0.0
        for row, target in zip(inputs.split(1), targets.split(1), strict=True):
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(model(row), target)
            loss.backward()
            optimizer.step()
            total += loss.item()
        losses.append(total / len(inputs))
    return losses
