# diagnosis: wrong_variable
# The backward pass starts from A itself, whose gradient is one.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
A.backward()
print(A.grad)
