import torch
from torch import nn


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.add_module("hidden", nn.Linear(3, 8))
        self.add_module("output", nn.Linear(8, 1))

    def forward(self, x):
        return self.output(self.hidden(x).tanh())[..., 0]


def train(model, inputs, targets, steps, learning_rate):
    params = [p for p in model.parameters() if p.requires_grad]
    losses = []
    while len(losses) < steps:
        loss = nn.functional.mse_loss(model(inputs), targets)
        grads = torch.autograd.grad(loss, params)
        with torch.no_grad():
            torch._foreach_add_(params, grads, alpha=-learning_rate)
        losses.append(loss.item())
    return losses
