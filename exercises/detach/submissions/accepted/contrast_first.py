# accepted: the version without detach first, then both gradients set back to None
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

# ohne detach: beide Eingaben bekommen einen Gradienten
z = x + y
out = z**2 + y**3
out.backward()
print("ohne detach:", x.grad, y.grad)

x.grad = None
y.grad = None

# mit detach: nur y bekommt einen
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print("mit detach:", x.grad, y.grad)
