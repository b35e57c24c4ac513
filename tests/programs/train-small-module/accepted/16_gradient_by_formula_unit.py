import torch
from torch import nn


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        return self.output(torch.tanh(self.hidden(x))).ravel()


def train(model, inputs, targets, steps, learning_rate):
    result = []
    for _ in range(steps):
        model.zero_grad(set_to_none=False)
        residual = model(inputs) - targets
        loss = residual.square().mean()
        # the same gradient: dL/dprediction handed to backward
        prediction = model(inputs)
        prediction.backward(gradient=2 * residual.detach() / residual.numel())
        with torch.no_grad():
            for p in model.parameters():
                p -= learning_rate * p.grad
        result.append(loss.item())
    return result
