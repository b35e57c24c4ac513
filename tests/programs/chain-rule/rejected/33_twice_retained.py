# diagnosis: accumulated_gradient
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
for leaf in (x, y):
    out.backward(retain_graph=True)
    print(leaf.grad)
