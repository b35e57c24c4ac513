# accepted: own context manager prints the gradients on exit
from contextlib import contextmanager

import torch


@contextmanager
def show_grads(**tensors):
    yield
    for name, t in tensors.items():
        print(f"{name}.grad = {t.grad}")


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
with show_grads(x=x, y=y):
    z = x + y
    z_no_grad = z.detach()
    out = z_no_grad ** 2 + y ** 3
    out.backward()
