# accepted: einsum with a constant vector
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = torch.einsum("i,i->", A, torch.tensor([5.0]))
loss.backward()
print(A.grad)
