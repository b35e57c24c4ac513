import torch
from torch import nn

class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        h = torch.tanh(x @ self.hidden.weight.T + self.hidden.bias)
        return h @ self.output.weight[0] + self.output.bias[0]

def train(model, inputs, targets, steps, learning_rate):
    losses = []
    n = targets.shape[0]
    for _ in range(steps):
        for p in model.parameters():
            if p.grad is not None:
                p.grad.zero_()
        error = model(inputs) - targets
        loss = torch.dot(error, error) / n
        loss.backward()
        with torch.no_grad():
            for p in model.parameters():
                p.add_(p.grad, alpha=-learning_rate)
        losses.append(loss.item())
    return losses
