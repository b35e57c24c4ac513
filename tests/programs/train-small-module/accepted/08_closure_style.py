import torch
from torch import nn


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        return torch.squeeze(self.output(torch.tanh(self.hidden(x))), dim=1)


def train(model, inputs, targets, steps, learning_rate):
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)

    def closure():
        optimizer.zero_grad()
        loss = ((model(inputs) - targets) ** 2).mean()
        loss.backward()
        return loss

    return [optimizer.step(closure).item() for _ in range(steps)]
