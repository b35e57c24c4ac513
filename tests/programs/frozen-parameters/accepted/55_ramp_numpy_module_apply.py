# accepted: Module.apply used to freeze, model called via functools.partial
import functools
import numpy as np
import torch
from torch import nn

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5))
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5))
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

def freeze(names, module):
    for n in names:
        module.get_parameter(n).requires_grad_(False)

model = LinearModel().apply(functools.partial(freeze, ("b", "d")))
x = torch.tensor(np.arange(1, 6), dtype=torch.float32)
y = torch.tensor(np.polyval([2, 1], np.arange(1, 6)), dtype=torch.float32)
optimizer = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=0.005)
for epoch in range(5000):
    loss = nn.functional.mse_loss(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(model.a.item(), model.c.item())
