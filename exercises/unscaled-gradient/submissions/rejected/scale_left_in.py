# diagnosis: scaled_gradient
# The loss is scaled and the gradient never unscaled: it is 1024 times too large.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
scale = 1024.0
scaled_loss = loss * scale
scaled_loss.backward()
print(A.grad)
