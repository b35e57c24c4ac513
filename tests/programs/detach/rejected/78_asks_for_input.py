# diagnosis: interactive_input
import torch

x = torch.tensor(float(input("x = ")), requires_grad=True)
y = torch.tensor(float(input("y = ")), requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print(x.grad, y.grad)
