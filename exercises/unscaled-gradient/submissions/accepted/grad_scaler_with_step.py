# accepted: GradScaler goes on to step and update, which leave the unscaled gradient in place
import torch

A = torch.tensor([5.0], requires_grad=True)
optimizer = torch.optim.SGD([A], lr=0.01)
scaler = torch.amp.GradScaler("cpu")

optimizer.zero_grad()
loss = A * 5
scaler.scale(loss).backward()
scaler.unscale_(optimizer)
print(A.grad)
scaler.step(optimizer)
scaler.update()
