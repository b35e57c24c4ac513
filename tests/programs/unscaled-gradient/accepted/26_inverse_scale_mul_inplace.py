# accepted: scaled by backward's gradient argument, unscaled with mul_
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
factor = torch.tensor([256.0])
loss.backward(factor)
with torch.no_grad():
    A.grad.mul_(factor.reciprocal())
print(A.grad)
