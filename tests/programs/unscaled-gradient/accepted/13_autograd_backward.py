# accepted: torch.autograd.backward
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
torch.autograd.backward(loss)
print(A.grad)
