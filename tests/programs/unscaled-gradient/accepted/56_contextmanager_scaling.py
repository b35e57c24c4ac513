# accepted: context manager that scales and unscales
from contextlib import contextmanager
import torch


@contextmanager
def scaling(leaf, factor):
    yield lambda t: t * factor
    leaf.grad.div_(factor)


A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
with scaling(A, 64.0) as scaled:
    scaled(loss).backward()
    print("drinnen:", A.grad)
print("draußen:", A.grad)
