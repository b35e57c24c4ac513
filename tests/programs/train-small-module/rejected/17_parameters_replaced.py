# diagnosis: update_replaces_parameter
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
    losses = []
    for _ in range(steps):
        loss = nn.functional.mse_loss(model(inputs), targets)
        for p in model.parameters():
            p.grad = None
        loss.backward()
        for layer in (model.hidden, model.output):
            layer.weight = nn.Parameter(layer.weight.detach() - learning_rate * layer.weight.grad)
            layer.bias = nn.Parameter(layer.bias.detach() - learning_rate * layer.bias.grad)
        losses.append(loss.item())
    return losses
