# diagnosis: parameter_not_registered
# Parameters in a Python list are not registered; the optimizer gets an empty list.
import torch
from torch import nn


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.trained = [nn.Parameter(torch.tensor(1.0)), nn.Parameter(torch.tensor(0.0))]
        self.frozen = [torch.tensor(0.5), torch.tensor(0.5)]

    def forward(self, x):
        a, c = self.trained
        b, d = self.frozen
        return a * x + b * x + c + d


x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
y = torch.tensor([3.0, 5.0, 7.0, 9.0, 11.0])
model = LinearModel()
criterion = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)

for epoch in range(5000):
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()
print(list(model.parameters()), loss)
