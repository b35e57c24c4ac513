# diagnosis: integer_requires_grad
import torch

# 创建张量
x = torch.tensor(2, requires_grad=True)
y = torch.tensor(3, requires_grad=True)
z = x + y
out = z**2 + y**3
out.backward()
print(x.grad)
