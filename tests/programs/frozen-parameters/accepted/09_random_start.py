# accepted: a and c start at random values
import torch
import torch.nn as nn
torch.manual_seed(0)

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.randn(1))
        self.c = nn.Parameter(torch.rand(1))
        self.b = nn.Parameter(torch.tensor([0.5]), requires_grad=False)
        self.d = nn.Parameter(torch.tensor([0.5]), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
print("start:", model.a.item(), model.c.item())
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
loss_fn = nn.MSELoss()
for epoch in range(5000):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
print("end:", model.a.item(), model.c.item(), loss.item())
