# accepted: asserts on values and gradients
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3
assert z == 5 and out == 52
out.backward()
assert x.grad == 10
assert y.grad == 37
print("all good")
