# diagnosis: gradient_zeroed_after_backward
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
A.grad = None
print(A.grad)
