# diagnosis: scaled_gradient
# GradScaler scaled the loss; unscale_ was never called.
import torch

A = torch.tensor([5.0], requires_grad=True)
optimizer = torch.optim.SGD([A], lr=0.1)
scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)
loss = A * 5
scaler.scale(loss).backward()
print(A.grad)
