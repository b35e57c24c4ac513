# diagnosis: wrong_variable
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
A.backward()
print(A.grad)
