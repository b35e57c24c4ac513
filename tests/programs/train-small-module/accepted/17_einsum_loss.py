import torch
from torch import nn

class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        layers = {"hidden": nn.Linear(3, 8), "output": nn.Linear(8, 1)}
        for name, layer in layers.items():
            setattr(self, name, layer)

    def forward(self, x):
        a = self.hidden(x).tanh()
        return torch.einsum("nh,oh->n", a, self.output.weight) + self.output.bias

def train(model, inputs, targets, steps, learning_rate):
    optim = torch.optim.SGD([{"params": model.parameters()}], lr=learning_rate)
    trace = []
    for _ in range(steps):
        r = model(inputs) - targets
        loss = torch.einsum("n,n->", r, r) / len(r)
        trace.append(loss.item())
        optim.zero_grad()
        loss.backward()
        optim.step()
    return trace
