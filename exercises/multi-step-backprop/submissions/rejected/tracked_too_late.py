# diagnosis: missing_requires_grad
# y is tracked from here on, but x is not: the graph ends at y.
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]])
y = (6 * x + 3).requires_grad_()
z = 10 * y**2
output_mean = z.mean()
output_mean.backward()
print(y.grad)
