# accepted: plain asserts about the published numbers
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
assert z.item() == 5
z_no_grad = z.detach()
assert not z_no_grad.requires_grad and z.requires_grad
out = z_no_grad ** 2 + y ** 3
assert out.item() == 52
out.backward()
assert x.grad is None, "x should get nothing"
assert y.grad.item() == 27.0
print("OK")
