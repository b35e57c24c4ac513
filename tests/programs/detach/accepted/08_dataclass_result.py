# accepted: dataclass carries the tensors, unpacked afterwards
from dataclasses import dataclass, field

import torch


@dataclass
class Inputs:
    first: torch.Tensor = field(default_factory=lambda: torch.tensor(2.0, requires_grad=True))
    second: torch.Tensor = field(default_factory=lambda: torch.tensor(3.0, requires_grad=True))


inp = Inputs()
x = inp.first
y = inp.second

z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()
print(inp)
