# diagnosis: scaled_gradient
# The scale is part of loss, and nobody takes it out of the gradient.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5 * 1024
loss.backward()
print(A.grad)
