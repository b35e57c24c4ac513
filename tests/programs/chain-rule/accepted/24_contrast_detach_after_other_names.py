# accepted: chain rule, then the detached contrast with other names
import torch

# 不使用 detach
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
out.backward()
print("没有 detach:", x.grad, y.grad)

# 使用 detach
x1 = torch.tensor(2.0, requires_grad=True)
y1 = torch.tensor(3.0, requires_grad=True)
z1 = (x1 + y1).detach()
out1 = z1**2 + y1**3
out1.backward()
print("使用 detach:", x1.grad, y1.grad)
