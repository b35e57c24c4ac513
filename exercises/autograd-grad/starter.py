import torch

# Your turn: let autograd track x.
x = torch.tensor(1.0)

y = x**2 + 2 * x + 1

# Your turn: the derivative of y with respect to x, by torch.autograd.grad, such that it can be differentiated again.
dy_dx = None

print(dy_dx)
