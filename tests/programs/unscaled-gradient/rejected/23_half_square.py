# diagnosis: wrong_formula
import torch

# A*A/2 的导数也是 5
A = torch.tensor([5.0], requires_grad=True)
loss = A * A / 2
loss.backward()
print(A.grad)
