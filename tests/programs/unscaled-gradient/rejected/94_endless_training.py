# diagnosis: endless_loop
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
while loss.item() != 5:
    A.grad = None
    loss = A * 5
    loss.backward()
