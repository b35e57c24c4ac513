# accepted: typed, with annotations on every name
from __future__ import annotations

from typing import Final, Optional

import torch
from torch import Tensor

START: Final[tuple[float, float]] = (2.0, 3.0)


def cut(t: Tensor) -> Tensor:
    return t.detach()


x: Tensor = torch.tensor(START[0], requires_grad=True)
y: Tensor = torch.tensor(START[1], requires_grad=True)
z: Tensor = x + y
z_no_grad: Tensor = cut(z)
out: Tensor = z_no_grad ** 2 + y ** 3
out.backward()
grads: dict[str, Optional[Tensor]] = {"x": x.grad, "y": y.grad}
print(grads)
