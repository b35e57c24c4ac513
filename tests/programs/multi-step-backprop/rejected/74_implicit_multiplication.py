# diagnosis: syntax_error
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6x + 3
z = 10y**2
output_mean = z.mean()
output_mean.backward()
