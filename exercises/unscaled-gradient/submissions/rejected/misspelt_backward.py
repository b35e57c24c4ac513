# diagnosis: attribute_typo
# There is no method named bakward.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.bakward()
print(A.grad)
