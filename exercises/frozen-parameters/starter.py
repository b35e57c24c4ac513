import torch
from torch import nn


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        # Your turn: a (1) and c (0) are trained, b and d stay frozen at 0.5.

    def forward(self, x):
        # Your turn: a * x + b * x + c + d.
        return x


x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
y = torch.tensor([3.0, 5.0, 7.0, 9.0, 11.0])

model = LinearModel()
criterion = nn.MSELoss()

# Your turn: SGD with learning rate 0.005, 5000 epochs, one update an epoch.
loss = criterion(model(x), y)
print(loss)
