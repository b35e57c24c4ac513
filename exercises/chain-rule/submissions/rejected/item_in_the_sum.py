# diagnosis: graph_cut
# x.item() is a plain number: autograd cannot see where it came from.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x.item() + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
