# accepted: scaled variant on the same leaf, grad set to None, then unscaled
import torch

A = torch.tensor([5.0], requires_grad=True)

loss = A * 5
scaled_loss = loss * 10
scaled_loss.backward()
print("scaled:", A.grad)

A.grad = None
loss = A * 5
loss.backward()
print("unscaled:", A.grad)
