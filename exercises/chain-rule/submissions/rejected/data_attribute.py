# diagnosis: graph_cut
# y.data is y without its history: the direct path from out to y is cut.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
out = z**2 + y.data**3
out.backward()
print(x.grad, y.grad)
