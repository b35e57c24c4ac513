# diagnosis: accumulated_gradient
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

# detach ile
z = x + y
out = z.detach()**2 + y**3
out.backward()
print(x.grad, y.grad)

# detach olmadan
z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
