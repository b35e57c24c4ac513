# accepted: class defined inside a function and returned
import torch
from torch import nn

def build():
    class LinearModel(nn.Module):
        def __init__(self):
            super().__init__()
            for name, value, train in (("a", 1.0, True), ("b", 0.5, False), ("c", 0.0, True), ("d", 0.5, False)):
                self.register_parameter(name, nn.Parameter(torch.tensor(value), requires_grad=train))
        def forward(self, x):
            return self.a * x + self.b * x + self.c + self.d
    return LinearModel

LinearModel = build()
model = LinearModel()
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
opt = torch.optim.SGD(model.parameters(), lr=0.005)
for epoch in range(5000):
    opt.zero_grad()
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    opt.step()
print({k: round(v.item(), 3) for k, v in model.state_dict().items()})
