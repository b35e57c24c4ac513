# diagnosis: wrong_tensor_detached, detach_missing
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = x.detach() + y
out = z_no_grad ** 2 + y ** 3
out.backward()
print(x.grad, y.grad)
