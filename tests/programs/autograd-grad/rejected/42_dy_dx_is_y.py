# diagnosis: backward_not_called, wrong_variable
import torch

# f(1) = 4 und f'(1) = 4
x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = y
print(dy_dx)
