# diagnosis: missing_name
# Loss and loss are two different names.
import torch

A = torch.tensor([5.0], requires_grad=True)
Loss = A * 5
Loss.backward()
print(A.grad)
