# diagnosis: hard_coded
# The scaled gradient is overwritten with the number that should have come out.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss * 1024).backward()
A.grad = torch.full_like(A, 5.0)
print(A.grad)
