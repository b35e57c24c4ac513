# diagnosis: wrong_formula
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = (10 * y) ** 2
output_mean = z.mean()
output_mean.backward()
print(x.grad)
