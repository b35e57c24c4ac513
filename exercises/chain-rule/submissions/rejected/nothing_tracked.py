# diagnosis: missing_requires_grad
# Neither input is tracked, so there is no graph and backward() raises.
import torch

x = torch.tensor(2.0)
y = torch.tensor(3.0)

z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
