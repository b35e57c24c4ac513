# diagnosis: wrong_given_value
import torch

torch.manual_seed(0)
x = torch.randn(1, requires_grad=True)
y = torch.randn(1, requires_grad=True)
z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
