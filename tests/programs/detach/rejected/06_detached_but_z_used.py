# diagnosis: detach_missing, wrong_variable
import torch

# 创建张量
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
# 计算输出
out = z**2 + y**3
out.backward()
print(x.grad)
print(y.grad)
