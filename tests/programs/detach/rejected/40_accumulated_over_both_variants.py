# diagnosis: accumulated_gradient
import torch

# ohne detach
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)

# mit detach
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print(x.grad, y.grad)
