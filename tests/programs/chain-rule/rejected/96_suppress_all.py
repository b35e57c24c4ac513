# diagnosis: exception_swallowed, integer_requires_grad
from contextlib import suppress
import torch

with suppress(Exception):
    x = torch.tensor(2, requires_grad=True)
    y = torch.tensor(3, requires_grad=True)
    z = x + y
    out = z**2 + y**3
    out.backward()
