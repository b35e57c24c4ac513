import torch
from torch import nn
import torch.nn.functional as F


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(in_features=3, out_features=8)
        self.output = nn.Linear(in_features=8, out_features=1)

    def forward(self, x):
        versteckt = F.tanh(self.hidden(x))     # (n, 8)
        spalte = self.output(versteckt)        # (n, 1)
        return spalte.squeeze(1)               # (n)


def train(model, inputs, targets, steps, learning_rate):
    verluste = []
    optimierer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for schritt in range(steps):
        vorhersage = model(inputs)
        verlust = F.mse_loss(vorhersage, targets)
        verluste.append(verlust.item())        # vor dem Schritt
        optimierer.zero_grad()                 # alte Gradienten weg
        verlust.backward()
        optimierer.step()
    return verluste
