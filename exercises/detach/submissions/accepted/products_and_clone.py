# accepted: products instead of powers, and a detached copy with memory of its own
import torch

x, y = (torch.tensor(value, requires_grad=True) for value in (2.0, 3.0))

z_no_grad = (x + y).detach().clone()
square = z_no_grad * z_no_grad
cube = y * y * y
out = square + cube
out.backward()

assert x.grad is None
assert y.grad is not None
