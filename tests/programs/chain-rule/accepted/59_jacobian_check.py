# accepted: autograd.functional.jacobian comparison
import torch
from torch.autograd.functional import jacobian

def outer(x, y):
    return (x + y) ** 2 + y ** 3

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
out.backward()
print("jacobian:", jacobian(outer, (x, y)))
print("backward:", x.grad, y.grad)
