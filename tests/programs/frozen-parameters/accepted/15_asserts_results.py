# accepted: asserts about the published result
import torch
import torch.nn as nn

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

torch.manual_seed(42)
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
loss_fn = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)
first = None
for epoch in range(5000):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    if first is None:
        first = loss.item()
    loss.backward()
    optimizer.step()
assert model.b.item() == 0.5 and model.d.item() == 0.5
assert model.b.grad is None and model.d.grad is None
assert abs(model.a.item() - 1.5) < 0.01, model.a
assert abs(model.c.item() - 0.5) < 0.01, model.c
assert loss.item() < 1e-4 < first
torch.testing.assert_close(model(x).detach(), y, atol=1e-2, rtol=0)
print("all checks passed")
