# accepted: GradScaler on cpu, scaled backward and unscale_
import torch

A = torch.tensor([5.0], requires_grad=True)
optimizer = torch.optim.SGD([A], lr=0.1)
scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)

loss = A * 5
scaler.scale(loss).backward()
print("skaliert:  ", A.grad)
scaler.unscale_(optimizer)
print("unskaliert:", A.grad)
