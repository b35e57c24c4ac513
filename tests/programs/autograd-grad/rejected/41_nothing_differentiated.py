# diagnosis: backward_not_called, missing_name
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
print(y, x.grad)
