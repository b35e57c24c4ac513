# diagnosis: scaled_gradient
# The scale is divided out twice, and the gradient is 128 times too small.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
scale = 128.0
(loss * scale).backward()
A.grad /= scale
A.grad /= scale
print(A.grad)
