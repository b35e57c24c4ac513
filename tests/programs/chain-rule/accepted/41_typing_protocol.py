# accepted: Callable types and a Protocol
from typing import Callable, Protocol, Tuple
import torch
from torch import Tensor


class Binary(Protocol):
    def __call__(self, a: Tensor, b: Tensor) -> Tensor: ...


def compose(inner: Binary, outer: Binary) -> Callable[[Tensor, Tensor], Tuple[Tensor, Tensor]]:
    def run(x: Tensor, y: Tensor) -> Tuple[Tensor, Tensor]:
        z = inner(x, y)
        out = outer(z, y)
        out.backward()
        return z, out
    return run


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z, out = compose(lambda a, b: a + b, lambda a, b: a ** 2 + b ** 3)(x, y)
print(x.grad, y.grad)
