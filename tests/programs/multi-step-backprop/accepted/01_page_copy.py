# accepted: plain version with prints between
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
print(x)
y = 6 * x + 3
print(y)
z = 10 * y ** 2
print(z)
output_mean = z.mean()
print(output_mean)
output_mean.backward()
print(x.grad)
