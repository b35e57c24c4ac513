# accepted: walrus nest
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
(output_mean := (z := 10 * (y := 6 * x + 3) ** 2).mean()).backward()
print(x.grad, y, z, output_mean, sep="\n")
