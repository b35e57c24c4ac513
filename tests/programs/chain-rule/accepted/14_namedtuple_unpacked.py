# accepted: namedtuple of leaves, unpacked
from collections import namedtuple
import torch

Point = namedtuple("Point", "x y")
p = Point(torch.tensor(2.0, requires_grad=True), torch.tensor(3.0, requires_grad=True))
x, y = p
z = p.x + p.y
out = z ** 2 + p.y ** 3
out.backward()
print(p.x.grad, p.y.grad)
