# accepted: generator expression sums A five times
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = sum(A for _ in range(5))
loss.backward()
print(A.grad)
