# diagnosis: wrong_formula, create_graph_missing
import torch

# 4x hat bei x = 1 denselben Wert und dieselbe Ableitung
x = torch.tensor(1.0, requires_grad=True)
y = 4 * x
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(y, dy_dx)
