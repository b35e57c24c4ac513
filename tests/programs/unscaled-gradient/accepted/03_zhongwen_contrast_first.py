# accepted: Chinese, scaled contrast first on another leaf
import torch

# 缩放的梯度
B = torch.tensor([5.0], requires_grad=True)
缩放因子 = 128.0
(B * 5 * 缩放因子).backward()
print("缩放后的梯度:", B.grad)

# 不缩放的梯度
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
print("未缩放的梯度:", A.grad)
