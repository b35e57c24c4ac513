# diagnosis: scaled_gradient
import torch

scale = 4.0
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss * scale).backward()
A.grad *= scale     # 还原
print(A.grad)
