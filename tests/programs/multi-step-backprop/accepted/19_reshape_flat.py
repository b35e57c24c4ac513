# accepted: flat list reshaped before tracking
import torch

x = torch.tensor([1., 2., 3., 3., 2., 1.]).view(2, 3).requires_grad_(True)
assert x.is_leaf
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
print(x.grad)
