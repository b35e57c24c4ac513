# accepted: Inner and Outer modules composed
import torch
from torch import nn


class Inner(nn.Module):
    def forward(self, x, y):
        return x + y


class Outer(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Inner()

    def forward(self, x, y):
        z = self.inner(x, y)
        return z, z ** 2 + y ** 3


net = Outer()
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z, out = net(x, y)
out.backward()
print(x.grad, y.grad)
