# diagnosis: hard_coded
# The published value, typed in and tracked.
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
dy_dx = torch.tensor(4.0, requires_grad=True)
print(dy_dx)
