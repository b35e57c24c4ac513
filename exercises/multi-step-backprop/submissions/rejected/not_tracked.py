# diagnosis: missing_requires_grad
# x is an ordinary tensor: no graph, and backward() raises.
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]])
y = 6 * x + 3
z = 10 * y**2
output_mean = z.mean()
output_mean.backward()
print(x.grad)
