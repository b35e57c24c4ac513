# diagnosis: wrong_dtype
import torch

x = torch.tensor(2 + 0j, requires_grad=True)
y = torch.tensor(3 + 0j, requires_grad=True)
z = x + y
out = z**2 + y**3
out.backward()
