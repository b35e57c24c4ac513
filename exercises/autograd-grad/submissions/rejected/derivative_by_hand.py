# diagnosis: backward_not_called
# 2x + 2 is right and even has a graph, but autograd did not differentiate anything.
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
dy_dx = 2 * x + 2
print(dy_dx)
