# accepted: backward given ones_like of the scalar
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
print(output_mean)
# entspricht output_mean.backward()
output_mean.backward(torch.ones_like(output_mean))
print(x.grad)
