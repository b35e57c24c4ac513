# accepted: loss.sum().backward(), one element
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.sum().backward()
print(A.grad)
