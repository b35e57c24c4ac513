# accepted: einsum for square and sum
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * torch.einsum("ij,ij->ij", y, y)
output_mean = torch.einsum("ij->", z) / z.nelement()
output_mean.backward()
print(x.grad)
