# diagnosis: gradient_zeroed_after_backward
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
out.backward()
x.grad.zero_()
y.grad.zero_()
print(x.grad, y.grad)
