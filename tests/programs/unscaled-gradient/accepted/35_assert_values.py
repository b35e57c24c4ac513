# accepted: asserts
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
assert loss.item() == 25.0, loss
loss.backward()
assert A.grad is not None
assert A.grad.item() == 5.0
assert A.grad.shape == A.shape
