# diagnosis: accumulated_gradient
# The second backward pass adds its gradient to the first: y.grad is twice what it should be.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward(retain_graph=True)
print("first:", y.grad)
out.backward()
print("second:", y.grad)
