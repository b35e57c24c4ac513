# diagnosis: missing_name
import torch

A = torch.tensor([5.0], requires_grad=True)
Verlust = A * 5
Verlust.backward()
print(A.grad)
