# diagnosis: value_is_not_a_tensor
# item() replaces the result by a plain number, and with it the graph that was asked for.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
out = out.item()
print(out, x.grad, y.grad)
