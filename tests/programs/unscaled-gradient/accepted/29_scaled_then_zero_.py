# accepted: scaled variant on the same leaf, zero_(), then unscaled
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss / 2).backward(retain_graph=True)
print(A.grad)
A.grad.zero_()
loss.backward()
print(A.grad)
