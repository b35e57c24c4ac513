# accepted: A is a list first, then a tensor
import torch

A = [5]
A = torch.tensor(A, dtype=torch.float32)
A.requires_grad = True
loss = A * 5
loss.backward()
print(A.grad)
