# diagnosis: interactive_input
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
scale = float(input("Skalierung? "))
(loss * scale).backward()
A.grad /= scale
