# diagnosis: parameter_not_trained
# freezes all, then only reads a.requires_grad
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

model = LinearModel()
model.requires_grad_(False)
model.a.requires_grad
model.c.requires_grad
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
opt = torch.optim.SGD(model.parameters(), lr=0.005)
for _ in range(5000):
    opt.zero_grad()
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    opt.step()
