# diagnosis: hard_coded, detach_missing
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
y.register_hook(lambda g: torch.tensor(27.0))
z = x + y
z_no_grad = z
out = z_no_grad ** 2 + y ** 3
out.backward()
x.grad = None
print(x.grad, y.grad)
