# diagnosis: integer_requires_grad, missing_requires_grad
import torch

A = torch.IntTensor([5])
loss = A * 5
loss.backward()
