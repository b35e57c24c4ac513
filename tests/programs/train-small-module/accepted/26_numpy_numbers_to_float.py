import numpy as np
import torch
from torch import nn

class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        return self.output(np.tanh(1.0) * 0 + torch.tanh(self.hidden(x))).squeeze(-1)

def train(model, inputs, targets, steps, learning_rate):
    losses = np.zeros(steps)
    opt = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for i in range(steps):
        loss = torch.mean((targets - model(inputs)) ** 2)
        opt.zero_grad()
        loss.backward()
        opt.step()
        losses[i] = loss.item()
    return [float(v) for v in losses]
