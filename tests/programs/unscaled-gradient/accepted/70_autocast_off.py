# accepted: autocast context with enabled=False
import torch

A = torch.tensor([5.0], requires_grad=True)
with torch.autocast("cpu", enabled=False):
    loss = A * 5
loss.backward()
print(A.grad)
