# accepted: gb18030 cookie
# -*- coding: gb18030 -*-
import torch
# 求导
x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print("一阶导数：", dy_dx)
