import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5

scale = 1024.0
scaled_loss = loss * scale
scaled_loss.backward()
A.grad /= scale
