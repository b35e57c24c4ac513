# diagnosis: in_place_on_leaf
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
x *= 6
x += 3
y = x
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
