# diagnosis: missing_name
# The result is called result; the task asks for out.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
z_no_grad = z.detach()
result = z_no_grad**2 + y**3
result.backward()
print(x.grad, y.grad)
