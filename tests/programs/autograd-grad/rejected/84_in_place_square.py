# diagnosis: in_place_on_leaf
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x.pow_(2) + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
