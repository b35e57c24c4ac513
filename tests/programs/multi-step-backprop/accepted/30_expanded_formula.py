# accepted: z by expanded polynomial in y-free form, same values
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 3 * (2 * x + 1)
z = 10 * (y * y)
output_mean = z.mean()
output_mean.backward()
print(x.grad)
