# diagnosis: wrong_tensor_detached
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = y.detach()
out = z ** 2 + z_no_grad ** 3
out.backward()
print(x.grad)   # 10
print(y.grad)   # 10
