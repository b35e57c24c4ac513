# diagnosis: attribute_typo
# torch.autograd has grad, not gard.
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.gard(y, x, create_graph=True)
print(dy_dx)
