# accepted: type hints and int dtype given
from typing import Optional
import torch
from torch import Tensor

a: Tensor = torch.tensor([1, 2, 3], dtype=torch.int32)
b: Tensor = torch.tensor([[1], [2], [3]], dtype=torch.int32)
c: Tensor = a + b
error: Optional[RuntimeError] = None
try:
    bad: Tensor = torch.zeros(3, 3, dtype=torch.int32) + torch.zeros(2, dtype=torch.int32)
except RuntimeError as e:
    error = e
raised: bool = error is not None
print(f"{c=}\n{raised=}")
