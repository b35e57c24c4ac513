# accepted: a zero-dimensional tensor; functions with type hints; Turkish comments
import torch
from torch import Tensor


def kayip(a: Tensor) -> Tensor:
    return a * 5


def olcegi_cikar(a: Tensor, olcek: float) -> None:
    # gradyan yerinde bölünür
    assert a.grad is not None
    a.grad.mul_(1.0 / olcek)


A = torch.tensor(5.0, requires_grad=True)
loss = kayip(A)
olcekli = loss * 512.0
olcekli.backward()
olcegi_cikar(A, 512.0)
print("gradyan:", A.grad.item())
