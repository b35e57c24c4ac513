# diagnosis: non_scalar_backward
# z has six entries; backward() without an argument needs a single value.
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
y = 6 * x + 3
z = 10 * y**2
output_mean = z.mean()
z.backward()
print(x.grad)
