# diagnosis: detach_missing
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z      # neuer Name, also neuer Tensor?
out = z_no_grad**2 + y**3
out.backward()
print(x.grad)
print(y.grad)
