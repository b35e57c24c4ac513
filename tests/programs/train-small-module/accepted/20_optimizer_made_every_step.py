import torch
from torch import nn

class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        return self.output(self.hidden(x).tanh()).squeeze(-1)

def train(model, inputs, targets, steps, learning_rate):
    losses = []
    for _ in range(steps):
        # plain descent has no memory, so a new one does no harm
        optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
        optimizer.zero_grad()
        loss = nn.MSELoss()(model(inputs), targets)
        loss.backward()
        optimizer.step()
        losses += [loss.item()]
    return losses
