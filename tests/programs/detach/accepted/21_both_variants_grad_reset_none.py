# accepted: same leaves for both variants, .grad set back to None between
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
out = z ** 2 + y ** 3
out.backward()
print("full graph", x.grad, y.grad)

x.grad = None
y.grad = None

z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()
print("cut graph", x.grad, y.grad)
