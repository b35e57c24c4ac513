# diagnosis: accumulated_gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward(retain_graph=True)
loss.backward()
print(A.grad)
