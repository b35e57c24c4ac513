# diagnosis: transposed
# x is 3x2 instead of 2x3, and so is its gradient.
import torch

x = torch.tensor([[1.0, 3.0], [2.0, 2.0], [3.0, 1.0]], requires_grad=True)
y = 6 * x + 3
z = 10 * y**2
output_mean = z.mean()
output_mean.backward()
print(x.grad)
