# accepted: x is built row by row before it is tracked
import torch

rows = [(1, 2, 3), (3, 2, 1)]
x = torch.stack([torch.tensor(row, dtype=torch.float32) for row in rows]).requires_grad_()
y = torch.add(3 * torch.ones_like(x), x, alpha=6)
z = 10 * torch.einsum("ij,ij->ij", y, y)
output_mean = torch.mean(z)
output_mean.backward()
print(x.grad)
