# diagnosis: gradient_zeroed_after_backward
# zero_grad(set_to_none=False) comes after backward() and wipes out what it computed.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
optimizer = torch.optim.SGD([x, y], lr=0.1)

z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
optimizer.zero_grad(set_to_none=False)
