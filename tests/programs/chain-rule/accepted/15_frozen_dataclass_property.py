# accepted: dataclass with methods, final names at module level
from dataclasses import dataclass
import torch


@dataclass(frozen=True)
class Graph:
    x: torch.Tensor
    y: torch.Tensor

    def inner(self):
        return self.x + self.y

    def outer(self, z):
        return z ** 2 + self.y ** 3


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
g = Graph(x, y)
z = g.inner()
out = g.outer(z)
out.backward()
print(x.grad, y.grad)
