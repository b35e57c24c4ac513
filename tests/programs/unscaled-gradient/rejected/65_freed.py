# diagnosis: graph_already_freed
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * A * 5 / A
loss.backward()
print(A.grad)
loss.backward()
print(A.grad)
