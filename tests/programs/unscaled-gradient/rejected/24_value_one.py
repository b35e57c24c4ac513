# diagnosis: wrong_given_value
import torch

A = torch.tensor([1.0], requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad)
