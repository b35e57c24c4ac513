# diagnosis: hard_coded, backward_not_called
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.tensor(4.0, requires_grad=True)
d2y_dx2 = torch.tensor(2.0)
print(dy_dx, d2y_dx2)
