# accepted: stack and einsum
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = torch.stack([x, y]).sum()
out = torch.einsum(",->", z, z) + torch.einsum(",,->", y, y, y)
out.backward()
print(x.grad, y.grad)
