import torch
from torch import nn
from torch.nn.functional import mse_loss

class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        return torch.select(self.output(torch.tanh(self.hidden(x))), 1, 0)

def train(model, inputs, targets, steps, learning_rate):
    opt = torch.optim.SGD(model.parameters(), lr=learning_rate)
    losses = torch.zeros(steps, dtype=inputs.dtype)
    for t in range(steps):
        opt.zero_grad()
        loss = mse_loss(model(inputs), targets)
        losses[t] = loss.detach()
        loss.backward()
        opt.step()
    return losses.tolist()
