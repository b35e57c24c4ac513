# diagnosis: missing_requires_grad, wrong_variable
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]])
y = (6 * x + 3).requires_grad_()
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
print(x.grad)
print(y.grad)
