# accepted: the gradient of the intermediate tensor is kept to look at it
import torch

x = torch.tensor([2.0], requires_grad=True)
y = torch.tensor([3.0], requires_grad=True)

z = x + y
z.retain_grad()
out = z**2 + y**3
out.backward()
print("z:", z.grad, "x:", x.grad, "y:", y.grad)
