# diagnosis: endless_loop
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
output_mean = torch.tensor(1.0)
while output_mean > 0:
    y = 6 * x + 3
    z = 10 * y ** 2
    output_mean = z.mean()
    output_mean.backward()
