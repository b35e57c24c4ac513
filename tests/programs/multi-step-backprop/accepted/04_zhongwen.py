# accepted: Chinese
import torch as tc

# 输入矩阵，需要梯度
x = tc.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
y = 6 * x + 3              # 第一步
z = 10 * y * y             # 第二步
output_mean = tc.mean(z)   # 第三步：求平均得到标量
output_mean.backward()     # 反向传播
print('x 的梯度为：')
print(x.grad)
