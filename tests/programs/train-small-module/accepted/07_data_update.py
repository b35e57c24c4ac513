import torch
from torch import nn

class Regressor(nn.Module):
    def __init__(self):
        nn.Module.__init__(self)
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)
    def forward(self, x):
        return self.output(torch.tanh(self.hidden(x))).view(-1)

def train(model, inputs, targets, steps, learning_rate):
    L = []
    for i in range(steps):
        for p in model.parameters():
            p.grad = None
        l = torch.nn.functional.mse_loss(model(inputs), targets)
        l.backward()
        for p in model.parameters():
            p.data -= learning_rate * p.grad.data
        L.append(l.item())
    return L
