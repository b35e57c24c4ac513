# diagnosis: exception_swallowed, integer_requires_grad
import torch

x = torch.tensor([[1, 2, 3], [3, 2, 1]])
try:
    x.requires_grad_()
    y = 6 * x + 3
    z = 10 * y ** 2
    output_mean = z.mean()
    output_mean.backward()
except Exception as err:
    print("übersprungen", err)
