# accepted: pprint with rows
from pprint import pprint
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
pprint({"x": x, "y": y, "dy_dx": dy_dx, "leaf": dy_dx.is_leaf})
