# diagnosis: wrong_dtype
# float16; the task asks for float32 or float64.
import torch

x = torch.tensor(1.0, dtype=torch.float16, requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
print(dy_dx)
