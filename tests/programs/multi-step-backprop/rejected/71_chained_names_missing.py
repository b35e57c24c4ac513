# diagnosis: missing_name
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
(10 * (6 * x + 3) ** 2).mean().backward()
print(x.grad)
