# accepted: the derivative without a graph first, to see the difference; Chinese comments
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1

# 不带计算图
无图 = torch.autograd.grad(y, x, retain_graph=True)[0]
print(无图, 无图.requires_grad)

# 带计算图
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx, dy_dx.requires_grad)

try:
    torch.autograd.grad(无图, x)
except RuntimeError as 错误:
    print("不能再求导：", 错误)
