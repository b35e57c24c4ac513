# diagnosis: scaled_gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss *= 0.1
loss.backward()
print(A.grad)
