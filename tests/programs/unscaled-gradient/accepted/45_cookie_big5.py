# accepted: big5 cookie
# coding=big5
import torch
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
print("未縮放的梯度", A.grad)
