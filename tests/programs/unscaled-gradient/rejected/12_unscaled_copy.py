# diagnosis: scaled_gradient
import torch

scale = 16.0
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss * scale).backward()
grad = A.grad.clone()
grad /= scale
print(grad)
