# accepted: BOM, Chinese identifiers
import torch

数据 = [[1., 2., 3.], [3., 2., 1.]]
x = torch.tensor(数据, requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
梯度 = x.grad
print("梯度：", 梯度)
