# accepted: TypeAlias and annotations
from typing import List, TypeAlias
import torch

Matrix: TypeAlias = List[List[float]]


def tracked(m: Matrix) -> torch.Tensor:
    return torch.tensor(m, requires_grad=True)


x: torch.Tensor = tracked([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]])
y: torch.Tensor = 6 * x + 3
z: torch.Tensor = 10 * y ** 2
output_mean: torch.Tensor = z.mean()
output_mean.backward()
gradient: torch.Tensor | None = x.grad
print(gradient)
