# accepted: UTF-8 BOM from Notepad
import torch
# 分离计算图
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print("梯度", x.grad, y.grad)
