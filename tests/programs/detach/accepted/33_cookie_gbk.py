# accepted: gbk cookie with real gbk bytes
# -*- coding: gbk -*-
import torch
# 两个叶子节点
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()   # 切断
out = z_no_grad ** 2 + y ** 3
out.backward()
print("结果:", y.grad)
