# diagnosis: endless_loop, recursion
import torch

def out_of(x, y):
    z = x + y
    out = z**2 + out_of(x, y)
    return out

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
out = out_of(x, y)
out.backward()
