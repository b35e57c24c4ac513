# diagnosis: graph_cut
# torch.tensor(...) makes a new leaf out of the number: backward() runs, but never reaches y.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
z_no_grad = z.detach()
out = torch.tensor(z_no_grad.item() ** 2 + y.item() ** 3, requires_grad=True)
out.backward()
print(x.grad, y.grad)
