import torch
from torch import nn

class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden, self.output = nn.Linear(3, 8), nn.Linear(8, 1)

    def forward(self, x):
        return self.output(self.hidden(x).tanh()).flatten()

def train(model, inputs, targets, steps, learning_rate):
    losses = []
    parameters = list(model.parameters())
    for _ in range(steps):
        loss = (model(inputs) - targets).pow(2).mean()
        gradients = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients):
                parameter.sub_(learning_rate * gradient)
        losses.append(loss.item())
    return losses
