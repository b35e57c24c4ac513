# diagnosis: missing_name
import torch

A = torch.tensor([5.0], requires_grad=True)
(A * 5).backward()
print(A.grad)
