import torch
from torch import nn

class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8, bias=True)
        self.output = nn.Linear(8, 1, bias=True)

    def forward(self, x):
        (result,) = self.output(torch.tanh(self.hidden(x))).unbind(dim=1)
        return result

def clear(model):
    for _, p in model.named_parameters():
        p.grad = None

def descend(model, rate):
    state = dict(model.named_parameters())
    with torch.no_grad():
        for name in state:
            if state[name].grad is None:
                continue
            state[name] -= rate * state[name].grad

def train(model, inputs, targets, steps, learning_rate):
    losses = []
    for _ in range(steps):
        clear(model)
        out = model(inputs)
        loss = (out - targets).abs().pow(2).mean()
        loss.backward()
        descend(model, learning_rate)
        losses.append(loss.item())
    clear(model)
    return losses
