# accepted: loss itself reduced to a zero-dimensional tensor
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = (A * 5).mean()
loss.backward()
print(A.grad, loss.shape)
