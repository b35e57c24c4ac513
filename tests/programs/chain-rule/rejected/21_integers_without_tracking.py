# diagnosis: integer_requires_grad, missing_requires_grad
import torch

x = torch.arange(2, 3)
y = torch.arange(3, 4)
z = x + y
out = z ** 2 + y ** 3
out.backward()
print(x.grad, y.grad)
