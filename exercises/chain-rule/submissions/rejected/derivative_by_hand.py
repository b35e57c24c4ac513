# diagnosis: backward_not_called
# The chain rule was applied on paper and typed in as a formula; autograd was never asked.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
out = z**2 + y**3
with torch.no_grad():
    x.grad = 2 * (x + y)
    y.grad = 2 * (x + y) + 3 * y**2
print(x.grad, y.grad)
