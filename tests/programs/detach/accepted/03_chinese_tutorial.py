# accepted: Chinese tutorial style
import torch

# 定义两个需要求导的张量
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

# 前向计算
z = x + y
# 使用 detach() 截断梯度
z_no_grad = z.detach()
print('z 的 requires_grad：', z.requires_grad)
print('z_no_grad 的 requires_grad：', z_no_grad.requires_grad)

out = torch.pow(z_no_grad, 2) + torch.pow(y, 3)

# 反向传播
out.backward()
print('x 的梯度：', x.grad)
print('y 的梯度：', y.grad)
