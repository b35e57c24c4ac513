# diagnosis: value_is_not_a_tensor, printed_only, missing_requires_grad
import torch

x = 2
y = 3
z = x + y
z_no_grad = z
out = z_no_grad**2 + y**3
print("x.grad =", None)
print("y.grad =", 3 * y**2)
