import torch
from torch import nn

class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        return self.output(torch.tanh(self.hidden(x))).transpose(0, 1)[0]

def train(model, inputs, targets, steps, learning_rate):
    losses = []
    for p in model.parameters():
        p.grad = torch.zeros_like(p)
    for _ in range(steps):
        loss = torch.nn.functional.mse_loss(model(inputs), targets)
        loss.backward()
        for p in model.parameters():
            p.grad.mul_(-learning_rate)
            with torch.no_grad():
                p.add_(p.grad)
            p.grad.zero_()
        losses.append(loss.item())
    return losses
