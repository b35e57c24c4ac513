# accepted: Italian comments
import torch

# derivata di f(x) = x^2 + 2x + 1 in x = 1
x = torch.tensor([1.], requires_grad=True)
y = x*x + 2*x + 1
(dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
print(f"derivata: {dy_dx.item()}")
