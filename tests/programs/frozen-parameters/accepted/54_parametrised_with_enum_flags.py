# accepted: requires_grad decided by a set of names in setattr loop, cosmetics
import torch
import torch.nn as nn

LERNEN = {"a", "c"}
START = dict(a=1.0, b=0.5, c=0.0, d=0.5)

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        for k, v in START.items():
            setattr(self, k, nn.Parameter(torch.tensor([v]), requires_grad=k in LERNEN))

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
opt = torch.optim.SGD(model.parameters(), lr=0.005)
mse = nn.MSELoss()
for i in range(5000):
    opt.zero_grad()
    loss = mse(model(x), y)
    loss.backward()
    opt.step()
print({k: getattr(model, k).item() for k in START})
