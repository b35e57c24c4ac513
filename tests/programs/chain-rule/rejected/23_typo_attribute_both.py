# diagnosis: attribute_typo
import torch

x = torch.tensor(2.0)
y = torch.tensor(3.0)
x.required_grad = True
y.required_grad = True
z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
