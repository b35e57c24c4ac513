# diagnosis: exception_swallowed, non_scalar_backward
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z
try:
    output_mean.backward()
except RuntimeError:
    pass
print(x.grad)
