# accepted: line by line, as a teaching page would show it
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
print("z is tracked:", z.requires_grad)

z_no_grad = z.detach()
print("z_no_grad is tracked:", z_no_grad.requires_grad)

out = z_no_grad**2 + y**3
out.backward()

print("x.grad =", x.grad)
print("y.grad =", y.grad)
