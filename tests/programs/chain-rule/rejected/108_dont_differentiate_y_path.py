# diagnosis: graph_cut
import torch

# y fließt zweimal ein; einmal reicht
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y.clone().detach()
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)   # 10, 27
