# diagnosis: broadcast_blow_up, scaled_gradient, wrong_formula
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = (A * torch.tensor([5.0, 5.0, 5.0])).sum()
loss.backward()
print(A.grad)
