# accepted: outer and inner derivative by separate grad calls, then backward
import torch
from torch.autograd import grad

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3

(dout_dz,) = grad(out, z, retain_graph=True)
(dz_dx,) = grad(z, x, retain_graph=True)
print("dout/dz * dz/dx =", (dout_dz * dz_dx).item())

out.backward()
assert x.grad == dout_dz * dz_dx
print(x.grad, y.grad)
