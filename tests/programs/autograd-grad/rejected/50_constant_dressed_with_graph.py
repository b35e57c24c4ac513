# diagnosis: hard_coded, backward_not_called
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = 4.0 + 2.0 * (x - x.detach())
print(dy_dx)
