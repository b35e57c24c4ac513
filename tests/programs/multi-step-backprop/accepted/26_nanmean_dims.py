# accepted: mean(dim=(0, 1))
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = torch.add(torch.mul(x, 6), 3)
z = torch.mul(torch.pow(y, 2), 10)
output_mean = torch.mean(z, dim=(0, 1))
output_mean.backward()
print(x.grad)
