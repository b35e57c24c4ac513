# diagnosis: graph_cut, wrong_tensor_detached
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
y_no_grad = y.detach()
out = z_no_grad ** 2 + y_no_grad ** 3
out.backward()
print(x.grad, y.grad)
