# diagnosis: missing_requires_grad
# x is an ordinary tensor, so no gradient is kept for it.
import torch

x = torch.tensor(2.0)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
