# accepted: 1x1 matmul
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A @ torch.full((1,), 5.0)
loss.backward()
print(A.grad)
