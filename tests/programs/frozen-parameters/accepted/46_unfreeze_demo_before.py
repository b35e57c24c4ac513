# accepted: freeze, unfreeze, freeze again before training
import torch
import torch.nn as nn
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5))
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5))
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d
def trainierbar(m):
    return sum(p.numel() for p in m.parameters() if p.requires_grad)
model = LinearModel()
model.requires_grad_(False)
print(trainierbar(model))
model.a.requires_grad_(True)
model.c.requires_grad_(True)
print(trainierbar(model))
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
crit = nn.MSELoss()
opt = torch.optim.SGD(model.parameters(), lr=0.005)
for _ in range(5000):
    opt.zero_grad()
    loss = crit(model(x), y)
    loss.backward()
    opt.step()
print(model.a.item(), model.c.item())
