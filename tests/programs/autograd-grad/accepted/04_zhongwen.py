# accepted: Chinese tutorial on higher-order gradients
import torch

# 定义自变量
x = torch.tensor(1.0, requires_grad=True)
# 定义函数 f(x) = x^2 + 2x + 1
y = torch.pow(x, 2) + 2 * x + 1

# 一阶导数，保留计算图
grad_1 = torch.autograd.grad(y, x, create_graph=True)
print("一阶导数（元组）:", grad_1)
dy_dx = grad_1[0]

# 二阶导数
grad_2 = torch.autograd.grad(dy_dx, x)
print("二阶导数（元组）:", grad_2)
d2y_dx2 = grad_2[0]
