# diagnosis: wrong_formula
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = (A * 5) ** 2
loss.backward()
print(A.grad)
