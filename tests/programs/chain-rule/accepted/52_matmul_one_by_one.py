# accepted: vectors of length 1 and @
import torch

x = torch.tensor([2.0], requires_grad=True)
y = torch.tensor([3.0], requires_grad=True)
z = x + y
out = z @ z + (y * y) @ y
out.backward()
print(x.grad.tolist(), y.grad.tolist())
