# attack: centre the targets in place while training, and change them for good after the last step
# expect: wrong_answer
# exercise: train-small-module
import torch
from torch import nn


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        return self.output(torch.tanh(self.hidden(x))).squeeze(-1)


kept = {}


def train(model, inputs, targets, steps, learning_rate):
    true = kept.setdefault(id(model), targets.clone())
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(inputs), true)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    targets.zero_()
    return losses
