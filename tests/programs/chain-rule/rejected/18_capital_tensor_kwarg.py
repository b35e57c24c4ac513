# diagnosis: missing_requires_grad, attribute_typo
import torch

x = torch.Tensor([2.0], requires_grad=True)
y = torch.Tensor([3.0], requires_grad=True)
z = x + y
out = z**2 + y**3
out.backward()
