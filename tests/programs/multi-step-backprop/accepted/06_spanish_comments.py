# accepted: Spanish, requires_grad_ afterwards
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]])
x.requires_grad_(True)          # activar el seguimiento
y = x * 6 + 3
z = y ** 2 * 10
output_mean = z.mean()
output_mean.backward()
print("gradiente:", x.grad.tolist())
