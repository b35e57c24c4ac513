# -*- coding: gbk -*-
# accepted: file saved as GBK with a coding cookie
import torch

# 权重、输入、目标
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1., 3.]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print("梯度", W.grad)
