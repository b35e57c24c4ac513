# diagnosis: missing_package
import jax
import torch

f = lambda x: x**2 + 2*x + 1
x = torch.tensor(1.0, requires_grad=True)
y = f(x)
dy_dx = jax.grad(f)(1.0)
