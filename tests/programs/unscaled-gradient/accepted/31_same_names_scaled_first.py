# accepted: both variants with the same names, the asked one last
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5 * 1000
loss.backward()
print("skaliert", A.grad)

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
print("unskaliert", A.grad)
