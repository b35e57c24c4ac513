# accepted: rows from arange and its flip
import torch

zeile = torch.arange(1., 4.)
x = torch.stack([zeile, zeile.flip(0)]).requires_grad_()
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
print(x.grad)
