# diagnosis: scaled_gradient
import torch

scale = 8.0
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss * scale).backward()
A.grad /= scale
A.grad /= scale     # sicher ist sicher
print(A.grad)
