# accepted: allclose plus raise
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
if not torch.allclose(dy_dx, torch.tensor(4.0)):
    raise AssertionError(f"{dy_dx=}")
print("OK")
