# diagnosis: early_exit, missing_name, backward_not_called
import sys
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
print([[180., 300., 420.], [420., 300., 180.]])
sys.exit()
output_mean = z.mean()
output_mean.backward()
