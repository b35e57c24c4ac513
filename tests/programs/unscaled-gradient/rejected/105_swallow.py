# diagnosis: exception_swallowed, missing_requires_grad
import torch

try:
    A = torch.tensor([5.0])
    loss = A * 5
    loss.backward()
    print(A.grad)
except RuntimeError:
    print(torch.tensor([5.0]))
