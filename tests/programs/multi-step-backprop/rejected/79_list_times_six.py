# diagnosis: value_is_not_a_tensor
import torch

x = [[1., 2., 3.], [3., 2., 1.]]
y = 6 * x + 3
z = 10 * y ** 2
output_mean = torch.mean(z)
output_mean.backward()
