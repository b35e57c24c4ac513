# diagnosis: value_is_not_a_tensor, graph_cut
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0].item()
print(f"{dy_dx:.2f}")
