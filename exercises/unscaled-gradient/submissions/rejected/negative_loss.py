# diagnosis: wrong_sign
# The backward pass starts from -loss: the gradient points the other way.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(-loss).backward()
print(A.grad)
