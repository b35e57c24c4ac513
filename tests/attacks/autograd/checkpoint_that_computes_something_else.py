# attack: recompute another function in the backward pass than was computed forward
# expect: wrong_answer
import torch
from torch.utils.checkpoint import checkpoint

times = []


def cube(value):
    times.append(value)
    return value**3 if len(times) == 1 else value * 27.0


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + checkpoint(cube, y, use_reentrant=True)
out.backward()
