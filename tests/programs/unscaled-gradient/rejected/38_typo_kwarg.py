# diagnosis: attribute_typo
import torch

A = torch.tensor([5.0], require_grad=True)
loss = A * 5
loss.backward()
print(A.grad)
