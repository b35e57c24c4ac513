# diagnosis: missing_requires_grad
import torch

x = torch.tensor(2.0)
y = torch.tensor(3.0)
z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
