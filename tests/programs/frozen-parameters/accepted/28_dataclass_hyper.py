# accepted: dataclass of hyperparameters and argparse
import argparse
from dataclasses import dataclass
import torch
from torch import nn

@dataclass
class Hyper:
    lr: float
    epochs: int
    log_every: int = 1000

class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))
        self.b = nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = nn.Parameter(torch.tensor(0.0))
        self.d = nn.Parameter(torch.tensor(0.5), requires_grad=False)
    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

ap = argparse.ArgumentParser()
ap.add_argument("--lr", default=0.005, type=float)
ap.add_argument("--epochs", default=5000, type=int)
h = Hyper(**vars(ap.parse_args()))
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
model = LinearModel()
mse = nn.MSELoss()
opt = torch.optim.SGD(model.parameters(), lr=h.lr)
for e in range(h.epochs):
    loss = mse(model(x), y)
    opt.zero_grad()
    loss.backward()
    opt.step()
    if e % h.log_every == 0:
        print(f"[{e:5}] {loss:.5f}")
print(h, model.a.item(), model.c.item())
