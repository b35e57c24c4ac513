# accepted: BOM and CRLF
import torch
x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1   # 二次函数
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print("导数", dy_dx)
