# accepted: in-place steps where they are allowed, on intermediate results
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
y = 6 * x
y += 3
z = y * y
z *= 10
output_mean = z.mean()
output_mean.backward()
print(x.grad)
