# diagnosis: missing_requires_grad
# A is not tracked, so backward() has no graph to walk.
import torch

A = torch.tensor([5.0])
loss = A * 5
loss.backward()
print(A.grad)
