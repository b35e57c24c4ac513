# accepted: a GradScaler that is switched off passes everything through
import torch

A = torch.nn.Parameter(torch.tensor([5.0]))
optimizer = torch.optim.Adam([A])
scaler = torch.amp.GradScaler("cpu", enabled=False)
loss = A * 5
scaler.scale(loss).backward()
scaler.unscale_(optimizer)
print(A.grad)
