import torch
from torch import nn
from torch.func import functional_call, grad_and_value


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        return self.output(torch.tanh(self.hidden(x))).squeeze(-1)


def train(model, inputs, targets, steps, learning_rate):
    def loss_of(parameters):
        return ((functional_call(model, parameters, (inputs,)) - targets) ** 2).mean()

    losses = []
    for _ in range(steps):
        now = {name: p.detach() for name, p in model.named_parameters()}
        gradients, loss = grad_and_value(loss_of)(now)
        with torch.no_grad():
            for name, p in model.named_parameters():
                p -= learning_rate * gradients[name]
        losses.append(loss.item())
    return losses
