# accepted: the frozen numbers are ordinary tensors, which autograd does not track
import torch
from torch import nn


class LinearModel(nn.Module):
    b = torch.tensor(0.5)
    d = torch.tensor(0.5)

    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.c = nn.Parameter(torch.tensor(0.0))

    def forward(self, x):
        return torch.add(torch.mul(self.a, x), torch.mul(self.b, x)) + self.c + self.d


x = torch.arange(1.0, 6.0)
y = torch.tensor([3.0, 5.0, 7.0, 9.0, 11.0])
model = LinearModel()
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
for _ in range(5000):
    loss = ((model(x) - y) ** 2).mean()
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
print(model.a.item(), model.b.item(), model.c.item(), model.d.item())
