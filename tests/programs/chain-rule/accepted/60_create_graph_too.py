# accepted: backward(retain_graph=True), then second derivatives by grad
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3
out.backward(retain_graph=True)
gx, gy = torch.autograd.grad(out, (x, y), create_graph=True)
(gxx,) = torch.autograd.grad(gx, x, retain_graph=True)
(gyy,) = torch.autograd.grad(gy, y)
print(x.grad, y.grad, "zweite:", gxx, gyy)
