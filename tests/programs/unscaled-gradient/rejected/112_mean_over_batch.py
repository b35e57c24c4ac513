# diagnosis: scaled_gradient, mean_instead_of_sum
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = (A * 5).expand(8).sum() / 4
loss.backward()
print(A.grad)
