# diagnosis: graph_cut
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = (x + y).detach()
out = z**2 + y**3
out.backward()
print(x.grad)
print(y.grad)
