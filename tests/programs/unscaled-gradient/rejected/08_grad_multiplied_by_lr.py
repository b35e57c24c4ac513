# diagnosis: scaled_gradient
import torch

lr = 0.01
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
A.grad *= lr
print(A.grad)
