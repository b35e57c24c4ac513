# accepted: everything in one expression, with the walrus operator
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
(output_mean := (z := 10 * (y := 6 * x + 3) ** 2).mean()).backward()
print(x.grad)
