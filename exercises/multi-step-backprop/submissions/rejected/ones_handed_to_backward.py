# diagnosis: sum_instead_of_mean
# backward(ones) from z differentiates the sum of z; the mean was computed and not used.
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
y = 6 * x + 3
z = 10 * y**2
output_mean = z.mean()
z.backward(torch.ones_like(z))
print(x.grad)
