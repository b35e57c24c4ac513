# diagnosis: hard_coded, graph_cut
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
x.register_hook(lambda g: torch.tensor(10.0))
y.register_hook(lambda g: torch.tensor(37.0))
z = x + y
out = z + y
out.backward()
print(x.grad, y.grad)
