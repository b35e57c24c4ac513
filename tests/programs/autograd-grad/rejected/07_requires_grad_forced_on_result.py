# diagnosis: create_graph_missing, graph_cut
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x)[0]
dy_dx.requires_grad_()    # damit man weiter ableiten kann
print(dy_dx)
