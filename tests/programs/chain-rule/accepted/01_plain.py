# accepted: the task as printed
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
out = z**2 + y**3

out.backward()
print(x.grad)  # 10
print(y.grad)  # 37
