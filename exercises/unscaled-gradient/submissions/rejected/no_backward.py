# diagnosis: backward_not_called
# Scaled and printed, but never differentiated.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
scaled_loss = loss * 1024
print(scaled_loss)
print(A.grad)
