# accepted: A from arange slice, cloned
import torch

zahlen = torch.arange(10.0)
A = zahlen[5:6].clone().requires_grad_()
loss = A * 5
loss.backward()
print(zahlen, A.grad)
