# diagnosis: accumulated_gradient, zero_grad_missing
import torch

A = torch.tensor([5.0], requires_grad=True)
for epoch in range(4):
    loss = A * 5
    loss.backward()
print(A.grad)
