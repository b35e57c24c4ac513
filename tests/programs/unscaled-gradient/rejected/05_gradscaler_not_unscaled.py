# diagnosis: scaled_gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
scaler = torch.amp.GradScaler("cpu", init_scale=65536.0)
loss = A * 5
scaler.scale(loss).backward()
print(A.grad)
