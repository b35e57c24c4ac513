# accepted: retain_grad on out and on the cube
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z.retain_grad()
z_no_grad = z.detach()
cube = y ** 3
cube.retain_grad()
out = z_no_grad ** 2 + cube
out.retain_grad()
out.backward()
print("out.grad", out.grad)
print("cube.grad", cube.grad)
print("z.grad", z.grad)
print("x.grad", x.grad)
print("y.grad", y.grad)
