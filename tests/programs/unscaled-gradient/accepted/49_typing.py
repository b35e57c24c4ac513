# accepted: typed function returning a tuple
from typing import Tuple
import torch
from torch import Tensor


def run(start: float) -> Tuple[Tensor, Tensor]:
    A: Tensor = torch.tensor([start], requires_grad=True)
    loss: Tensor = A * 5
    loss.backward()
    return A, loss


A, loss = run(5.0)
assert A.grad is not None
print(A.grad)
