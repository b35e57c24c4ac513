# diagnosis: non_leaf_gradient
import torch

x = torch.tensor(1.0, requires_grad=True).double()
y = x**2 + 2*x + 1
y.backward(create_graph=True)
dy_dx = x.grad
print(dy_dx)
