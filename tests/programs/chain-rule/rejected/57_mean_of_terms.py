# diagnosis: mean_instead_of_sum, scaled_gradient
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = torch.stack([z**2, y**3]).mean()
out.backward()
print(x.grad, y.grad)
