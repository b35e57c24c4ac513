# diagnosis: wrong_variable, wrong_formula
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
z = 6 * x + 3
y = 10 * z ** 2
output_mean = y.mean()
output_mean.backward()
print(x.grad)
