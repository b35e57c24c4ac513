# diagnosis: wrong_shape
# A has two elements; the task asks for one.
import torch

A = torch.tensor([5.0, 5.0], requires_grad=True)
loss = A * 5
loss.sum().backward()
print(A.grad)
