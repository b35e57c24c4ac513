# diagnosis: wrong_formula
# A plus 5 instead of A times 5: the gradient is one.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A + 5
loss.backward()
print(A.grad)
