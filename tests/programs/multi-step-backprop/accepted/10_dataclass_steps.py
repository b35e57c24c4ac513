# accepted: dataclass with three result fields, unpacked by astuple-like tuple
from dataclasses import dataclass
import torch


@dataclass
class Forward:
    y: torch.Tensor
    z: torch.Tensor
    mean: torch.Tensor


def run(x: torch.Tensor) -> Forward:
    y = 6 * x + 3
    z = 10 * y ** 2
    return Forward(y, z, z.mean())


x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
f = run(x)
y, z, output_mean = f.y, f.z, f.mean
output_mean.backward()
print(x.grad)
