# diagnosis: attribute_typo, missing_requires_grad
import torch

A = torch.tensor([5.0])
A.requires_gard = True
loss = A * 5
loss.backward()
print(A.grad)
