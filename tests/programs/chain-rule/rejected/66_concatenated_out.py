# diagnosis: non_scalar_backward, wrong_shape
import torch

x = torch.tensor([2.0], requires_grad=True)
y = torch.tensor([3.0], requires_grad=True)
z = x + y
out = torch.cat([z**2, y**3])
out.backward()
