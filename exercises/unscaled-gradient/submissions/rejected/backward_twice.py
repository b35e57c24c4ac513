# diagnosis: accumulated_gradient
# Two passes over the same loss: the gradient is doubled.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward(retain_graph=True)
loss.backward()
print(A.grad)
