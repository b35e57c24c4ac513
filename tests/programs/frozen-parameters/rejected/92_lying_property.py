# diagnosis: hard_coded, frozen_parameter_trained
# cheat: b and d are properties that always answer 0.5
import torch
import torch.nn as nn
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self._b = nn.Parameter(torch.tensor(0.5))
        self.c = nn.Parameter(torch.tensor(0.0))
        self._d = nn.Parameter(torch.tensor(0.5))
    @property
    def b(self):
        return torch.tensor(0.5)
    @property
    def d(self):
        return torch.tensor(0.5)
    def forward(self, x):
        return self.a * x + self._b * x + self.c + self._d
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
for epoch in range(5000):
    optimizer.zero_grad()
    loss = nn.MSELoss()(model(x), y)
    loss.backward()
    optimizer.step()
print(model.a.item(), model._b.item())
