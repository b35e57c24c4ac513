# accepted: float64 data from NumPy and the update written by hand
import numpy as np
import torch
from torch import nn


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0, dtype=torch.float64))
        self.b = nn.Parameter(torch.tensor(0.5, dtype=torch.float64), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0, dtype=torch.float64))
        self.d = nn.Parameter(torch.tensor(0.5, dtype=torch.float64), requires_grad=False)

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d


x = torch.from_numpy(np.array([1.0, 2.0, 3.0, 4.0, 5.0]))
y = torch.from_numpy(np.array([3.0, 5.0, 7.0, 9.0, 11.0]))
model = LinearModel()
learning_rate = 0.005

for _ in range(5000):
    loss = nn.functional.mse_loss(model(x), y)
    model.zero_grad()
    loss.backward()
    with torch.no_grad():
        for parameter in (model.a, model.c):
            parameter -= learning_rate * parameter.grad
print(model.a, model.c)
