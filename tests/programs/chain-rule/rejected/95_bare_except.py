# diagnosis: exception_swallowed, missing_requires_grad
import torch

x = torch.tensor(2.0)
y = torch.tensor(3.0)
z = x + y
out = z**2 + y**3
try:
    out.backward()
except:
    print("x.grad = 10")
    print("y.grad = 37")
