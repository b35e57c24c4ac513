# accepted: backward from z with the gradient of the mean, which is the same pass one step later
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
y = 6 * x + 3
z = 10 * y**2
output_mean = z.mean()
z.backward(torch.full_like(z, 1 / z.numel()))
print(output_mean, x.grad)
