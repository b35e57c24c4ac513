# accepted: torch.autograd.gradcheck on the same function
import torch
from torch.autograd import gradcheck


def f(x, y):
    z = x + y
    return z ** 2 + y ** 3


x = torch.tensor(2.0, dtype=torch.float64, requires_grad=True)
y = torch.tensor(3.0, dtype=torch.float64, requires_grad=True)
print("gradcheck:", gradcheck(f, (x, y)))
z = x + y
out = z ** 2 + y ** 3
out.backward()
print(x.grad, y.grad)
