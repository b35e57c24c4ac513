# diagnosis: sum_instead_of_mean
# The entries are summed, so every gradient is six times too large.
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
y = 6 * x + 3
z = 10 * y**2
output_mean = z.sum()
output_mean.backward()
print(x.grad)
