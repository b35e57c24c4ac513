# diagnosis: wrong_shape
# For a vector of results torch.autograd.grad needs grad_outputs.
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
print(dy_dx)
