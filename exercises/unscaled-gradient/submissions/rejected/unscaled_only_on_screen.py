# diagnosis: scaled_gradient
# The division happens inside print(); A.grad itself keeps the scale.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
scale = 100.0
(loss * scale).backward()
print(A.grad / scale)
