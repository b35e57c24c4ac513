# accepted: raise ValueError when off
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
if not torch.allclose(A.grad, torch.full_like(A.grad, 5)):
    raise ValueError(A.grad)
print("Test bestanden")
