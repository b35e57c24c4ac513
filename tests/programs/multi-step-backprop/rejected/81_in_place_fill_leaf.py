# diagnosis: in_place_on_leaf
import torch

x = torch.zeros(2, 3, requires_grad=True)
x[0] = torch.tensor([1., 2., 3.])
x[1] = torch.tensor([3., 2., 1.])
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
