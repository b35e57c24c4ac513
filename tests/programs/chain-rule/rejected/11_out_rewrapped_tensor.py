# diagnosis: graph_cut
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = torch.tensor((z**2 + y**3).item(), requires_grad=True)
out.backward()
print(x.grad, y.grad)
