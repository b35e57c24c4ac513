# accepted: global x, y, z, out inside setup
import torch

def rechne():
    global x, y, z, out
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z = x + y
    out = z ** 2 + y ** 3
    out.backward()

rechne()
print("x:", x.grad)
print("y:", y.grad)
