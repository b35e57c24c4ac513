# accepted: one-element vectors with dot and einsum
import torch

x = torch.tensor([2.0], requires_grad=True)
y = torch.tensor([3.0], requires_grad=True)
z = x + y
z_no_grad = z.detach()
quadrat = torch.dot(z_no_grad, z_no_grad)
kubik = torch.einsum("i,i,i->", y, y, y)
out = quadrat + kubik
out.backward()
print(x.grad, y.grad)
