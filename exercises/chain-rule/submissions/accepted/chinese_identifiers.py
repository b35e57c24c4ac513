# accepted: comments and identifiers in Chinese, star import, a shadowed builtin
import torch
from torch import *

设备 = "cuda" if torch.cuda.is_available() else "cpu"

# 两个输入
x = tensor(2.0, requires_grad=True, device=设备)
y = tensor(3.0, requires_grad=True, device=设备)

# 前向计算
z = x + y
平方 = z**2
立方 = y**3
out = 平方 + 立方

# 反向传播
out.backward()
list = [x.grad, y.grad]
print("梯度：", list)
