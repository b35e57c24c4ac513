# accepted: GradScaler scales and unscales
import torch

A = torch.tensor([5.0], requires_grad=True)
optimizer = torch.optim.SGD([A], lr=0.1)
scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)

loss = A * 5
scaler.scale(loss).backward()
print("scaled:", A.grad)

scaler.unscale_(optimizer)
print("unscaled:", A.grad)
