# diagnosis: index_out_of_range
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad[1])
