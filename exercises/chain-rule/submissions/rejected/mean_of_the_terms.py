# diagnosis: mean_instead_of_sum
# The two terms are averaged, so every gradient is half of what it should be.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
out = torch.stack([z**2, y**3]).mean()
out.backward()
print(x.grad, y.grad)
