# diagnosis: scaled_gradient
import torch

world_size = 4
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss / world_size).backward()
print(A.grad)
