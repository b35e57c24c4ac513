# diagnosis: exception_swallowed, attribute_typo, missing_name
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
try:
    dy_dx = torch.autograd.gradient(y, x, create_graph=True)[0]
except AttributeError:
    print(4.0)
