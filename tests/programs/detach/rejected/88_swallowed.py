# diagnosis: exception_swallowed, integer_requires_grad
import torch

try:
    x = torch.tensor(2, requires_grad=True)
    y = torch.tensor(3, requires_grad=True)
    z = x + y
    z_no_grad = z.detach()
    out = z_no_grad**2 + y**3
    out.backward()
except Exception:
    pass
print("fertig")
