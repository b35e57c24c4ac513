# accepted: parameters variant first, buffer variant second
import torch
import torch.nn as nn

def train(m):
    opt = torch.optim.SGD([p for p in m.parameters() if p.requires_grad], lr=0.005)
    for _ in range(5000):
        opt.zero_grad()
        l = nn.functional.mse_loss(m(x), y)
        l.backward()
        opt.step()
    return l

x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])

class LinearModelMitBuffern(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.c = nn.Parameter(torch.tensor(0.0))
        self.register_buffer("b", torch.tensor(0.5))
        self.register_buffer("d", torch.tensor(0.5))
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

erstes = LinearModelMitBuffern()
print("Puffer:", train(erstes).item(), erstes.a.item())
model = LinearModel()
loss = train(model)
print("Parameter:", loss.item(), model.a.item())
