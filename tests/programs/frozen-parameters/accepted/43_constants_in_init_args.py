# accepted: values passed to __init__, nn.init.constant_
import torch
import torch.nn as nn
class LinearModel(nn.Module):
    def __init__(self, start_a, fest_b, start_c, fest_d):
        super().__init__()
        self.a = nn.Parameter(torch.empty(1))
        self.b = nn.Parameter(torch.empty(1), requires_grad=False)
        self.c = nn.Parameter(torch.empty(1))
        self.d = nn.Parameter(torch.empty(1), requires_grad=False)
        for p, v in ((self.a, start_a), (self.b, fest_b), (self.c, start_c), (self.d, fest_d)):
            nn.init.constant_(p, v)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d
    def extra_repr(self):
        return f"a={self.a.item():.3f}, b={self.b.item()}, c={self.c.item():.3f}, d={self.d.item()}"
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel(1.0, 0.5, 0.0, 0.5)
print(model)
opt = torch.optim.SGD(model.parameters(), lr=0.005)
for _ in range(5000):
    opt.zero_grad()
    loss = nn.MSELoss()(model(x), y)
    loss.backward()
    opt.step()
print(model)
