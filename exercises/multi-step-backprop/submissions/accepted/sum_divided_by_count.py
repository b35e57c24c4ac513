# accepted: the mean, written as a sum divided by the number of entries; float64
import torch

x = torch.tensor([[1, 2, 3], [3, 2, 1]], dtype=torch.float64)
x.requires_grad = True
y = x * 6.0 + 3.0
z = 10.0 * y * y
output_mean = z.sum() / z.numel()
output_mean.backward()
print(x.grad)
