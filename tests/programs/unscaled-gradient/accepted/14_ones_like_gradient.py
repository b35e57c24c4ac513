# accepted: backward(torch.ones_like(loss))
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward(torch.ones_like(loss))
print(A.grad)
