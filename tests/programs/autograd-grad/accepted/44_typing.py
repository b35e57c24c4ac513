# accepted: Callable types
from collections.abc import Callable
import torch
from torch import Tensor

Fn = Callable[[Tensor], Tensor]


def derivative(y: Tensor, x: Tensor) -> Tensor:
    (g,) = torch.autograd.grad(y, x, create_graph=True)
    return g


f: Fn = lambda t: t ** 2 + 2 * t + 1
x: Tensor = torch.tensor(1.0, requires_grad=True)
y: Tensor = f(x)
dy_dx: Tensor = derivative(y, x)
print(dy_dx)
