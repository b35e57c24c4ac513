# diagnosis: wrong_given_value, wrong_shape
import torch

x = torch.tensor((2,0), dtype=torch.float, requires_grad=True)   # 2,0
y = torch.tensor((3,0), dtype=torch.float, requires_grad=True)   # 3,0
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()
print(y.grad)
