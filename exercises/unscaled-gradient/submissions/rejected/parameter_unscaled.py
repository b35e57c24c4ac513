# diagnosis: wrong_variable
# The division hits A instead of A.grad: the parameter shrinks, the gradient keeps the scale.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
scale = 1024.0
(loss * scale).backward()
with torch.no_grad():
    A /= scale
print(A.grad)
