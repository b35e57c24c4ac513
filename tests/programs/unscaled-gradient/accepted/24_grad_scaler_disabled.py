# accepted: GradScaler(enabled=False) leaves everything as it is
import torch

scaler = torch.amp.GradScaler("cpu", enabled=False)
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
scaler.scale(loss).backward()
print(scaler.get_scale(), A.grad)
