# diagnosis: wrong_formula
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x**2 + y**2      # (x + y)² ist doch dasselbe
out = z + y**3
out.backward()
print(x.grad, y.grad)
